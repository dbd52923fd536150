package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.DeveloperUsers;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityDescription;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.IdentityPage;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Login;
import io.github.keycloakcognito.exchange.PoolDescription;
import io.github.keycloakcognito.exchange.PoolRoles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Developer users and their identities in memory, with refusals to order. */
final class FakeCognito implements IdentityDirectory {

  final Map<String, List<String>> usersByIdentity = new LinkedHashMap<>();

  /** Refusals by the operation, or by the operation and what it is asked about. */
  final Map<String, Failure> refusals = new HashMap<>();

  final Map<String, String> unprocessed = new HashMap<>();
  final List<String> calls = new ArrayList<>();
  boolean moreUsers;
  Runnable before = () -> {};

  void put(String identityId, String... users) {
    usersByIdentity.put(identityId, new ArrayList<>(List.of(users)));
  }

  private void called(String operation, Object about) {
    before.run();
    String call = operation + " " + about;
    calls.add(call);
    Failure failure = refusals.getOrDefault(call, refusals.get(operation));
    if (failure != null) {
      throw new ExchangeException(failure);
    }
  }

  @Override
  public Optional<String> identityOf(IdentityPool pool, String user, Duration timeout) {
    called("identityOf", user);
    return usersByIdentity.entrySet().stream()
        .filter(entry -> entry.getValue().contains(user))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public DeveloperUsers usersOf(IdentityPool pool, String identityId, Duration timeout) {
    called("usersOf", identityId);
    return new DeveloperUsers(usersByIdentity.getOrDefault(identityId, List.of()), moreUsers);
  }

  @Override
  public void unlinkUser(IdentityPool pool, String identityId, String user, Duration timeout) {
    called("unlink", user);
    usersByIdentity.get(identityId).remove(user);
  }

  @Override
  public Map<String, String> delete(IdentityPool pool, List<String> identityIds, Duration timeout) {
    called("delete", identityIds);
    Map<String, String> left = new LinkedHashMap<>();
    for (String id : identityIds) {
      if (unprocessed.containsKey(id)) {
        left.put(id, unprocessed.get(id));
      } else {
        usersByIdentity.remove(id);
      }
    }
    return left;
  }

  @Override
  public String identityOfLogin(IdentityPool pool, Login login, Duration timeout) {
    throw new AssertionError("makes identities");
  }

  @Override
  public Optional<IdentityDescription> describe(
      IdentityPool pool, String identityId, Duration timeout) {
    throw new AssertionError("needs a permission of its own");
  }

  @Override
  public IdentityPage list(IdentityPool pool, String nextToken, Duration timeout) {
    throw new AssertionError("needs a permission of its own");
  }

  @Override
  public String merge(IdentityPool pool, String source, String destination, Duration timeout) {
    throw new AssertionError("not the outbox's to merge");
  }

  @Override
  public void unlinkLogin(
      IdentityPool pool, String identityId, String provider, String token, Duration timeout) {
    throw new AssertionError("not the outbox's to unlink");
  }

  @Override
  public PoolDescription describePool(IdentityPool pool, Duration timeout) {
    throw new AssertionError("not the outbox's to ask");
  }

  @Override
  public PoolRoles roles(IdentityPool pool, Duration timeout) {
    throw new AssertionError("not the outbox's to ask");
  }
}
