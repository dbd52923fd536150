package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Identities in memory. */
final class FakeDirectory implements IdentityDirectory {

  /** The identity of a login that nobody has yet. */
  static final String NEW = "eu-west-1:new";

  final Map<String, List<String>> usersByIdentity = new LinkedHashMap<>();
  final Map<String, List<String>> loginsByIdentity = new HashMap<>();
  final List<String> unlinked = new CopyOnWriteArrayList<>();

  void put(String identityId, String user, String... logins) {
    usersByIdentity.computeIfAbsent(identityId, id -> new ArrayList<>()).add(user);
    loginsByIdentity.put(identityId, new ArrayList<>(List.of(logins)));
  }

  @Override
  public IdentityPage list(IdentityPool pool, String nextToken, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> identityOf(IdentityPool pool, String user, Duration timeout) {
    return usersByIdentity.entrySet().stream()
        .filter(entry -> entry.getValue().contains(user))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** As Cognito does, a login that nobody has gets an identity. */
  @Override
  public String identityOfLogin(IdentityPool pool, Login login, Duration timeout) {
    return loginsByIdentity.entrySet().stream()
        .filter(entry -> entry.getValue().contains(login.provider()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(NEW);
  }

  @Override
  public DeveloperUsers usersOf(IdentityPool pool, String identityId, Duration timeout) {
    return new DeveloperUsers(usersByIdentity.getOrDefault(identityId, List.of()), false);
  }

  @Override
  public Optional<IdentityDescription> describe(
      IdentityPool pool, String identityId, Duration timeout) {
    return Optional.ofNullable(loginsByIdentity.get(identityId))
        .map(logins -> new IdentityDescription(identityId, logins, Samples.NOW, Samples.NOW));
  }

  @Override
  public void unlinkLogin(
      IdentityPool pool, String identityId, String provider, String token, Duration timeout) {
    unlinked.add(identityId + " " + provider + " " + token);
    loginsByIdentity.get(identityId).remove(provider);
  }

  @Override
  public String merge(IdentityPool pool, String source, String destination, Duration timeout) {
    throw new AssertionError("not the exchange's to merge");
  }

  @Override
  public void unlinkUser(IdentityPool pool, String identityId, String user, Duration timeout) {
    throw new AssertionError("not the exchange's to unlink");
  }

  @Override
  public Map<String, String> delete(IdentityPool pool, List<String> identityIds, Duration timeout) {
    throw new AssertionError("not the exchange's to delete");
  }

  @Override
  public PoolDescription describePool(IdentityPool pool, Duration timeout) {
    throw new AssertionError("not the exchange's to ask");
  }

  @Override
  public PoolRoles roles(IdentityPool pool, Duration timeout) {
    throw new AssertionError("not the exchange's to ask");
  }
}
