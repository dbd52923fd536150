package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two realms of one server, one with a pool and all that reacts to events switched on, one without.
 * The same request goes to both, in turns. The ratio of the medians is printed and not asserted:
 * how long a request takes is the machine's matter.
 */
@Tag("cluster")
@DisplayName("While Cognito hangs, as fast as without us")
class LatencyShowIT {

  private static final int WARM_UPS = 30;
  private static final int PAIRS = Integer.getInteger("latency.pairs", 150);

  private static Nodes nodes;
  private static LocalCognito cognito;
  private static TestRealm with;
  private static TestRealm without;

  @BeforeAll
  static void start() {
    nodes = Nodes.single();
    cognito = nodes.cognito();
    with = nodes.newRealm();
    without = nodes.newRealm();
    without.admin().delete(without.path("/components/" + pool(without)));
    for (TestRealm realm : List.of(with, without)) {
      realm.admin().put(realm.path(""), Map.of("realm", realm.name(), "registrationAllowed", true));
    }
    cognito.faults(List.of(Fault.hang("*")));
  }

  @AfterAll
  static void stop() {
    if (nodes != null) {
      nodes.close();
    }
  }

  @Test
  @DisplayName("users sign in")
  void signIn() {
    warmUp("sign-in");
    compare(
        "sign-in",
        200,
        (realm, user) -> {
          create(realm, user);
          return Http.form(
              realm.tokenEndpoint(),
              Map.of(
                  "grant_type", "password",
                  "client_id", "app",
                  "username", user,
                  "password", user,
                  "scope", "openid cognito"));
        });
    assertCognitoWasAskedAndHung();
  }

  @Test
  @DisplayName("users register")
  void registration() {
    warmUp("registration");
    compare("registration", 302, Registration::form);
    assertCognitoWasAskedAndHung();
  }

  @Test
  @DisplayName("admins change users")
  void update() {
    compare(
        "update",
        204,
        (realm, user) ->
            admin(realm, "/users/" + create(realm, user))
                .header("Content-Type", "application/json")
                .PUT(
                    BodyPublishers.ofString(
                        "{\"username\":\"" + user + "\",\"lastName\":\"Changed\"}")));
  }

  @Test
  @DisplayName("users are deleted")
  void deletion() {
    compare(
        "deletion", 204, (realm, user) -> admin(realm, "/users/" + create(realm, user)).DELETE());
  }

  private static String create(TestRealm realm, String user) {
    return realm.admin().create(realm.path("/users"), TestRealm.user(user));
  }

  private static HttpRequest.Builder admin(TestRealm realm, String path) {
    return Http.request(realm.adminUri(path))
        .header("Authorization", "Bearer " + realm.admin().recentToken());
  }

  private static void warmUp(String when) {
    cognito.resetCalls();
    with.changePool(Map.of("warmUp", List.of(when)));
  }

  /** What was sent off to Cognito got no answer: nobody can have waited for one. */
  private static void assertCognitoWasAskedAndHung() {
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(cognito.calls()).containsKey("GetOpenIdTokenForDeveloperIdentity"));
    assertThat(Metrics.warmUps(nodes.node(0), "made")).isZero();
  }

  private static String pool(TestRealm realm) {
    return realm
        .admin()
        .get(realm.path("/components?type=" + TestRealm.POOL_TYPE))
        .path(0)
        .path("id")
        .asText();
  }

  /**
   * Sends requests to one realm and the other, in turns.
   *
   * @param request prepared for a user of a realm, which is not measured
   */
  private static void compare(
      String name, int status, BiFunction<TestRealm, String, HttpRequest.Builder> request) {
    List<Long> nanosWith = new ArrayList<>();
    List<Long> nanosWithout = new ArrayList<>();
    for (int i = 0; i < WARM_UPS + PAIRS; i++) {
      String user = name + "-" + i;
      HttpRequest.Builder toWith = request.apply(with, user);
      HttpRequest.Builder toWithout = request.apply(without, user);
      boolean withFirst = i % 2 == 0;
      long first = nanos(withFirst ? toWith : toWithout, status);
      long second = nanos(withFirst ? toWithout : toWith, status);
      if (i >= WARM_UPS) {
        nanosWith.add(withFirst ? first : second);
        nanosWithout.add(withFirst ? second : first);
      }
    }
    print(name, nanosWith, nanosWithout);
  }

  private static long nanos(HttpRequest.Builder request, int status) {
    long begin = System.nanoTime();
    Answer answer = with.http().send(request);
    long took = System.nanoTime() - begin;
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return took;
  }

  private static void print(String name, List<Long> nanosWith, List<Long> nanosWithout) {
    double median = millis(nanosWith, 0.5);
    double medianWithout = millis(nanosWithout, 0.5);
    System.out.printf(
        Locale.ROOT,
        "while Cognito hangs, %s, %d pairs: median %.1f ms with, %.1f ms without, ratio %.2f;"
            + " 95th percentile %.1f and %.1f ms, longest %.1f and %.1f ms%n",
        name,
        PAIRS,
        median,
        medianWithout,
        median / medianWithout,
        millis(nanosWith, 0.95),
        millis(nanosWithout, 0.95),
        millis(nanosWith, 1),
        millis(nanosWithout, 1));
  }

  private static double millis(List<Long> nanos, double quantile) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.get((int) ((sorted.size() - 1) * quantile)) / 1e6;
  }
}
