package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What users may see of their own identities, and take from them. Never makes an identity. */
public final class Identities {

  private final IdentityDirectory directory;

  public Identities(IdentityDirectory directory) {
    this.directory = directory;
  }

  /**
   * The caller's identity. Blocks for {@code timeout} at most.
   *
   * @throws ExchangeException if the user has none in the pool, or AWS does not tell
   */
  public IdentityDescription of(Caller caller, IdentityPool pool, Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    return describe(pool, identityId(caller, pool, deadline), deadline);
  }

  /**
   * Names of the providers whose logins are in the caller's identity. Blocks for {@code timeout} at
   * most.
   *
   * @return empty too if the user has no identity in the pool
   * @throws ExchangeException if AWS does not tell
   */
  public Set<String> logins(Caller caller, IdentityPool pool, Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    return directory
        .identityOf(pool, caller.userId(), deadline.remaining())
        .flatMap(id -> directory.describe(pool, id, deadline.remaining()))
        .map(identity -> Set.copyOf(identity.logins()))
        .orElse(Set.of());
  }

  /**
   * Takes a login from the caller's identity. Blocks for {@code timeout} at most.
   *
   * @return the identity as it is then
   * @throws ExchangeException if there is no identity, or it has no such login
   */
  public IdentityDescription unlink(
      Caller caller, IdentityPool pool, Login login, Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    String identityId = identityId(caller, pool, deadline);
    if (!describe(pool, identityId, deadline).logins().contains(login.provider())) {
      throw notFound("The login is not linked to the identity.");
    }
    directory.unlinkLogin(pool, identityId, login.provider(), login.token(), deadline.remaining());
    return describe(pool, identityId, deadline);
  }

  /**
   * The identity of a user that holds a login of a provider. Blocks for {@code timeout} at most.
   *
   * @param provider Cognito's name of it
   * @return empty if the user has no identity, or one without such a login
   * @throws ExchangeException if AWS does not tell
   */
  public Optional<String> holding(
      String userId, IdentityPool pool, String provider, Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    return directory
        .identityOf(pool, userId, deadline.remaining())
        .filter(
            id ->
                directory.describe(pool, id, deadline.remaining()).stream()
                    .anyMatch(identity -> identity.logins().contains(provider)));
  }

  private String identityId(Caller caller, IdentityPool pool, Deadline deadline) {
    return directory
        .identityOf(pool, caller.userId(), deadline.remaining())
        .orElseThrow(() -> notFound("The user has no identity in the identity pool yet."));
  }

  private IdentityDescription describe(IdentityPool pool, String identityId, Deadline deadline) {
    return directory
        .describe(pool, identityId, deadline.remaining())
        .orElseThrow(() -> notFound("The user has no identity in the identity pool yet."));
  }

  private static ExchangeException notFound(String description) {
    return new ExchangeException(Failure.of(Kind.NOT_FOUND, description));
  }
}
