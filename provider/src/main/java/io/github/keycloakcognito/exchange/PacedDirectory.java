package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A directory for work that nobody waits for: it keeps under AWS's quotas, which are per operation,
 * account and region, and slows down further where AWS throttles. Blocks for its turn.
 */
public final class PacedDirectory implements IdentityDirectory {

  /** Cognito's quotas page: 10 a second. */
  private static final double DELETE = 10;

  /** Cognito's quotas page: 5 a second. */
  private static final double LIST = 5;

  /** Cognito publishes none; the one it has for tokens. */
  private static final double OTHER = 50;

  /** Nobody is sent off. */
  private static final Duration NO_QUEUE = Duration.ZERO;

  private final IdentityDirectory directory;
  private final Map<String, Pacer> pacers = new ConcurrentHashMap<>();

  public PacedDirectory(IdentityDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Optional<String> identityOf(IdentityPool pool, String user, Duration timeout) {
    return paced(pool, "Lookup", OTHER, () -> directory.identityOf(pool, user, timeout));
  }

  @Override
  public String identityOfLogin(IdentityPool pool, Login login, Duration timeout) {
    return paced(pool, "GetId", OTHER, () -> directory.identityOfLogin(pool, login, timeout));
  }

  @Override
  public DeveloperUsers usersOf(IdentityPool pool, String identityId, Duration timeout) {
    return paced(pool, "Lookup", OTHER, () -> directory.usersOf(pool, identityId, timeout));
  }

  @Override
  public Optional<IdentityDescription> describe(
      IdentityPool pool, String identityId, Duration timeout) {
    return paced(pool, "Describe", OTHER, () -> directory.describe(pool, identityId, timeout));
  }

  @Override
  public IdentityPage list(IdentityPool pool, String nextToken, Duration timeout) {
    return paced(pool, "List", LIST, () -> directory.list(pool, nextToken, timeout));
  }

  @Override
  public String merge(IdentityPool pool, String source, String destination, Duration timeout) {
    return paced(pool, "Merge", OTHER, () -> directory.merge(pool, source, destination, timeout));
  }

  @Override
  public void unlinkUser(IdentityPool pool, String identityId, String user, Duration timeout) {
    paced(
        pool,
        "Unlink",
        OTHER,
        () -> {
          directory.unlinkUser(pool, identityId, user, timeout);
          return null;
        });
  }

  @Override
  public void unlinkLogin(
      IdentityPool pool, String identityId, String provider, String token, Duration timeout) {
    paced(
        pool,
        "UnlinkIdentity",
        OTHER,
        () -> {
          directory.unlinkLogin(pool, identityId, provider, token, timeout);
          return null;
        });
  }

  @Override
  public Map<String, String> delete(IdentityPool pool, List<String> identityIds, Duration timeout) {
    return paced(pool, "Delete", DELETE, () -> directory.delete(pool, identityIds, timeout));
  }

  @Override
  public PoolDescription describePool(IdentityPool pool, Duration timeout) {
    return paced(pool, "DescribePool", LIST, () -> directory.describePool(pool, timeout));
  }

  @Override
  public PoolRoles roles(IdentityPool pool, Duration timeout) {
    return paced(pool, "Roles", LIST, () -> directory.roles(pool, timeout));
  }

  private <T> T paced(IdentityPool pool, String operation, double quota, Supplier<T> call) {
    return pacers
        .computeIfAbsent(
            operation + " " + pool.region(), key -> new Pacer(quota, NO_QUEUE, 0, System::nanoTime))
        .patiently(call);
  }
}
