package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.DeveloperUsers;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityDescription;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.IdentityPage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The identities of a pool in memory, in pages of two; it only reads. */
final class ListedDirectory {

  static final String PROVIDER = "login.example";
  private static final int PAGE = 2;

  final Map<String, List<String>> users = new LinkedHashMap<>();
  final Map<String, List<String>> logins = new LinkedHashMap<>();
  final List<String> tokens = new ArrayList<>();
  Failure refusal;
  Runnable beforeList = () -> {};

  void identity(String id, String... developerUsers) {
    users.put(id, List.of(developerUsers));
    logins.put(id, List.of(PROVIDER));
  }

  /** All else would be an attempt to change something. */
  IdentityDirectory port() {
    return (IdentityDirectory)
        Proxy.newProxyInstance(
            IdentityDirectory.class.getClassLoader(),
            new Class<?>[] {IdentityDirectory.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "list" -> list((String) args[1]);
                  case "usersOf" -> usersOf((String) args[1]);
                  case "identityOf" -> identityOf((String) args[1]);
                  default -> throw new AssertionError(method.getName());
                });
  }

  private IdentityPage list(String token) {
    beforeList.run();
    refuse();
    tokens.add(token);
    List<String> ids = List.copyOf(logins.keySet());
    int from = token == null ? 0 : Integer.parseInt(token);
    int to = Math.min(from + PAGE, ids.size());
    return new IdentityPage(
        ids.subList(from, to).stream()
            .map(id -> new IdentityDescription(id, logins.get(id), null, null))
            .toList(),
        to < ids.size() ? String.valueOf(to) : null);
  }

  private DeveloperUsers usersOf(String identity) {
    refuse();
    return new DeveloperUsers(users.get(identity), false);
  }

  private Optional<String> identityOf(String user) {
    refuse();
    return users.entrySet().stream()
        .filter(entry -> entry.getValue().contains(user))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void refuse() {
    if (refusal != null) {
      throw new ExchangeException(refusal);
    }
  }

  static Failure failure(Kind kind, String cause) {
    return new Failure(kind, "No.", cause, "none", null, "request-1");
  }
}
