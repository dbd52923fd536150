package io.github.keycloakcognito.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Many users of a realm.
 *
 * @param ids user names in their order, with the users' ids
 */
record Members(TestRealm realm, Map<String, String> ids) {

  private static final int AT_ONCE = 100;
  private static final int THREADS = 8;
  private static final String NAME = "member-";

  /** Adds so many users to {@code realm}. */
  static Members in(TestRealm realm, int count) {
    List<String> names = IntStream.range(0, count).mapToObj(i -> NAME + (10_000 + i)).toList();
    for (int from = 0; from < count; from += AT_ONCE) {
      realm
          .admin()
          .post(
              realm.path("/partialImport"),
              Map.of(
                  "users",
                  names.subList(from, Math.min(count, from + AT_ONCE)).stream()
                      .map(TestRealm::user)
                      .toList()));
    }
    return new Members(realm, living(realm));
  }

  /** Those of the realm's members whom Keycloak knows now. */
  Members living() {
    return new Members(realm, living(realm));
  }

  /** The same users, asked for at another node. */
  Members at(URI node) {
    return new Members(realm.at(node), ids);
  }

  List<String> names() {
    return List.copyOf(ids.keySet());
  }

  /** Each of {@code names} signs in and exchanges; gives the users' ids and identities. */
  Map<String, String> exchange(List<String> names) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Map<String, CompletableFuture<Answer>> answers = new TreeMap<>();
      names.forEach(
          name -> answers.put(name, CompletableFuture.supplyAsync(() -> exchange(name), threads)));
      Map<String, String> identities = new TreeMap<>();
      answers.forEach((name, answer) -> identities.put(ids.get(name), identity(answer.join())));
      return identities;
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Removes a user, as an admin does.
   *
   * @param admin an access token
   */
  Answer remove(String userId, String admin) {
    return realm
        .http()
        .send(
            Http.request(realm.adminUri("/users/" + userId))
                .header("Authorization", "Bearer " + admin)
                .DELETE());
  }

  private Answer exchange(String name) {
    return realm.exchange(realm.accessToken(name, "app"));
  }

  private static String identity(Answer answer) {
    if (answer.status() != 200) {
      throw new AssertionError("exchange: " + answer.status() + " " + answer.body());
    }
    return answer.text("IdentityId");
  }

  private static Map<String, String> living(TestRealm realm) {
    Map<String, String> found = new TreeMap<>();
    JsonNode users =
        realm.admin().get(realm.path("/users?briefRepresentation=true&max=10000&search=" + NAME));
    users.forEach(user -> found.put(user.path("username").asText(), user.path("id").asText()));
    return found;
  }
}
