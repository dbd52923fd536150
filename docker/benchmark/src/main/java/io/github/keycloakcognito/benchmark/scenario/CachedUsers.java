package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.load.Call;
import io.github.keycloakcognito.benchmark.load.Wrk;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Jvm;
import io.github.keycloakcognito.benchmark.stand.Metrics;
import io.github.keycloakcognito.benchmark.stand.Parallel;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What cached users cost: heap after a full collection, before and after each batch of first
 * exchanges, with the sessions there in both cases; pauses of the collector; and the bound.
 */
public final class CachedUsers implements Scenario {

  private static final int BATCHES = 4;
  private static final int AT_ONCE = 16;
  private static final int BOUND = 10_000;
  private static final String PER_USER = "KB per cached user";
  private static final String ENTRIES = "entries under a bound of 10,000";
  private static final String PAUSES = "mean pause of the collector, ratio";

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    KeycloakServer server =
        stand.only(
            "large",
            builder ->
                builder
                    .option(Stand.option("cache-size"), "1000000")
                    .env("JAVA_OPTS_KC_HEAP", "-Xms2g -Xmx2g"));
    int users = size.cachedUsers();
    Realm realm = stand.realm(server, Realm.Settings.of("large", 1));
    stand.addUsers("large", users);
    Rounds rounds =
        new Rounds(String.format("%,d cached users", users), "the same server before")
            .goal(PER_USER, Goal.atMost(3))
            .goal(ENTRIES, Goal.atMost(BOUND))
            .goal(PAUSES, Goal.atMost(1.1));
    Call cached = Call.post(realm.door("/token"), realm.token(0));
    double before = pause(server, cached, size);
    int batch = users / BATCHES;
    double sum = 0;
    for (int i = 0; i < BATCHES; i++) {
      List<String> tokens = realm.tokens(1 + i * batch, 1 + (i + 1) * batch);
      double empty = Jvm.of(server).liveHeap();
      Parallel.map(tokens, AT_ONCE, token -> exchange(realm, token));
      double full = Jvm.of(server).liveHeap();
      sum += full - empty;
      rounds.add(PER_USER, (full - empty) / batch / 1_024);
      extras.memory().add("cached users", (i + 1.0) * batch, sum / (1 << 20));
      extras
          .calls()
          .add(
              "calls to Cognito",
              (i + 1.0) * batch,
              (double) stand.calls(AgainstOwnBackend.TOKENS));
    }
    rounds.add(PAUSES, pause(server, cached, size) / before);
    rounds.add(ENTRIES, bounded(stand));
    return List.of(rounds.row());
  }

  /** Entries after half as many users again as the bound, at a server with default options. */
  private static double bounded(Stand stand) {
    KeycloakServer server = stand.keycloak();
    Realm realm = stand.realm(server, Realm.Settings.of("large", 1));
    for (String token : realm.tokens(1, 16)) {
      Parallel.map(
          IntStream.range(0, BOUND / 10).boxed().toList(),
          AT_ONCE,
          i -> exchange(realm, token, 900 - i % 890));
    }
    return Metrics.of(server, "keycloak_cognito_cache_entries");
  }

  private static int exchange(Realm realm, String token) {
    return Http.json(
            Http.send(
                Http.bearer(realm.door("/token"), token).POST(BodyPublishers.noBody()).build()))
        .size();
  }

  private static int exchange(Realm realm, String token, int duration) {
    return Http.json(
            Http.send(
                Http.bearer(realm.door("/token"), token)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("duration=" + duration))
                    .build()))
        .size();
  }

  /** In milliseconds, while the cache is asked as often as it can. */
  private static double pause(KeycloakServer server, Call cached, Size size) {
    Wrk.throughput(cached, AT_ONCE, size.warmUp());
    double seconds = Metrics.of(server, "jvm_gc_pause_seconds_sum");
    double count = Metrics.of(server, "jvm_gc_pause_seconds_count");
    Wrk.throughput(cached, AT_ONCE, size.longTime());
    return (Metrics.of(server, "jvm_gc_pause_seconds_sum") - seconds)
        / (Metrics.of(server, "jvm_gc_pause_seconds_count") - count)
        * 1_000;
  }
}
