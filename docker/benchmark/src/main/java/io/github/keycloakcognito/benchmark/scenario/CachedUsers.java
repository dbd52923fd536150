package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.load.Call;
import io.github.keycloakcognito.benchmark.load.Wrk;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.report.Samples;
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Jvm;
import io.github.keycloakcognito.benchmark.stand.Metrics;
import io.github.keycloakcognito.benchmark.stand.Parallel;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What cached users cost: heap after a full collection, before and after each batch of first
 * exchanges, with the sessions there in both cases; pauses of the collector; and the bound.
 */
public final class CachedUsers implements Scenario {

  private static final int BATCHES = 4;
  private static final int AT_ONCE = 16;

  /** A tenth of what it is as it comes. */
  private static final int BOUND = 1_000;

  /** A token in each duration is an entry of its own. */
  private static final int SHORTEST = 100;

  private static final int DURATIONS = 800;
  private static final int TOKENS = 2;

  /** No token is over before the last user has come. */
  private static final String LONG = "18000";

  private static final int PAUSES_A_ROUND = 3;

  private static final String PER_USER = "KB per cached user";
  private static final String ENTRIES = "entries under a bound of 1,000, after 1,600 exchanges";
  private static final String PAUSES = "median pause of the collector, ratio";

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    KeycloakServer server = stand.unpaced();
    stand.cognitoAnswers();
    int users = size.cachedUsers();
    Realm realm =
        stand.realm(server, Realm.Settings.of("large", 1).withPool("tokenDuration", LONG));
    stand.addUsers("large", users);
    Rounds rounds =
        new Rounds(String.format("%,d cached users", users), "the same server before")
            .goal(PER_USER, Goal.atMost(3))
            .goal(ENTRIES, Goal.atMost(BOUND))
            .goal(PAUSES, Goal.atMost(1.1));
    Call cached = Call.post(realm.door("/token"), realm.token(0));
    Wrk.throughput(cached, AT_ONCE, size.warmUp());
    double before = pause(server, cached, size);
    int batch = users / BATCHES;
    double sum = 0;
    for (int i = 0; i < BATCHES; i++) {
      List<String> tokens = realm.tokens(1 + i * batch, 1 + (i + 1) * batch);
      double empty = Jvm.of(server).liveHeap();
      Parallel.map(tokens, AT_ONCE, token -> Http.json(Http.send(realm.exchange(token))).size());
      double full = Jvm.of(server).liveHeap();
      sum += full - empty;
      rounds.add(PER_USER, (full - empty) / batch / 1_024);
      extras.memory().add("cached users", (i + 1.0) * batch, sum / (1 << 20));
    }
    double after = pause(server, cached, size);
    rounds.add(PAUSES, after / before);
    rounds.add("median pause of the collector, in milliseconds", after);
    rounds.add(ENTRIES, bounded(stand));
    return List.of(rounds.row());
  }

  /** Entries after more exchanges than fit, at a server with a bound. */
  private static double bounded(Stand stand) {
    KeycloakServer server =
        stand.only(
            "bounded",
            builder ->
                Stand.unpaced(builder).option(Stand.option("cache-size"), String.valueOf(BOUND)));
    Realm realm = stand.realm(server, Realm.Settings.of("large", 1));
    for (String token : realm.tokens(1, 1 + TOKENS)) {
      Parallel.map(
          IntStream.range(SHORTEST, SHORTEST + DURATIONS).boxed().toList(),
          AT_ONCE,
          seconds -> Http.json(Http.send(realm.exchange(token, seconds))).size());
    }
    return Metrics.of(server, "keycloak_cognito_cache_entries");
  }

  /** In milliseconds, while the cache is asked as often as it can. */
  private static double pause(KeycloakServer server, Call cached, Size size) {
    List<Double> pauses = new ArrayList<>();
    while (pauses.size() < PAUSES_A_ROUND * size.rounds()) {
      Jvm.of(server)
          .record(
              () -> Wrk.throughput(cached, AT_ONCE, size.longTime()),
              Set.of("jdk.GCPhasePause"),
              event -> pauses.add(event.getDuration().toNanos() / 1e6));
    }
    return new Samples(pauses).median();
  }
}
