package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.load.Arrivals;
import io.github.keycloakcognito.benchmark.load.Call;
import io.github.keycloakcognito.benchmark.load.Latency;
import io.github.keycloakcognito.benchmark.load.Wrk;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our doors against Keycloak's own for a bearer token, with the same token. */
public final class CachedAnswers implements Scenario {

  private static final List<Integer> CONNECTIONS = List.of(16, 64);
  private static final String P99 = "p99 ratio";

  /** Of what Keycloak's own door bears, so that neither queues; the client needs a core too. */
  private static final double LOAD = 0.3;

  private static final List<Double> CURVE = List.of(0.1, 0.2, 0.3, 0.4, 0.5);

  @Override
  public String name() {
    return "cached";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("bench", 10));
    String token = realm.token(0);
    Call userinfo = Call.get(realm.userinfo(), token);
    Map<Call, Rounds> doors = new LinkedHashMap<>();
    doors.put(Call.post(realm.door("/token"), token), rounds("cached /token"));
    doors.put(Call.get(realm.door("/credentials"), token), rounds("cached /credentials"));
    List<Call> all = new ArrayList<>(List.of(userinfo));
    all.addAll(doors.keySet());
    Wrk.throughputs(all, CONNECTIONS.get(0), size.warmUp());
    double fastest = 0;
    for (int round = 0; round < size.rounds(); round++) {
      for (int connections : CONNECTIONS) {
        Map<Call, Double> measured = Wrk.throughputs(all, connections, size.time());
        double own = measured.get(userinfo);
        fastest = Math.max(fastest, own);
        doors.forEach(
            (door, rounds) -> rounds.add(throughput(connections), measured.get(door) / own));
      }
    }
    for (int round = 0; round < size.rounds(); round++) {
      latency(userinfo, doors, fastest * LOAD, size);
    }
    if (size.pictures()) {
      draw(all, fastest, size, extras);
    }
    return doors.values().stream().map(Rounds::row).toList();
  }

  private static void latency(Call userinfo, Map<Call, Rounds> doors, double rate, Size size) {
    Latency own = Arrivals.measure(List.of(userinfo), rate, size.time());
    doors.forEach(
        (door, rounds) -> {
          Latency ours = Arrivals.measure(List.of(door), rate, size.time());
          rounds.add(P99, ours.millis(99) / own.millis(99));
          rounds.add("p50 ratio", ours.millis(50) / own.millis(50));
        });
  }

  private static void draw(List<Call> calls, double fastest, Size size, Extras extras) {
    for (double part : CURVE) {
      double rate = Math.rint(fastest * part / 10) * 10;
      for (Call call : calls) {
        Latency latency = Arrivals.measure(List.of(call), rate, size.time());
        extras.latency().add(path(call), rate, latency.millis(99));
      }
    }
  }

  private static Rounds rounds(String name) {
    Rounds rounds = new Rounds(name, "/userinfo, same token");
    CONNECTIONS.forEach(n -> rounds.goal(throughput(n), Goal.atLeast(1.4)));
    return rounds.goal(P99, Goal.atMost(1));
  }

  private static String throughput(int connections) {
    return "throughput ratio, " + connections + " connections";
  }

  private static String path(Call call) {
    String path = call.uri().getPath();
    return path.substring(path.lastIndexOf('/'));
  }
}
