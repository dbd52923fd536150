package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.load.Call;
import io.github.keycloakcognito.benchmark.load.Wrk;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A cluster of two nodes: the quota they share, what they cost AWS, how much more they bear. */
public final class TwoNodes implements Scenario {

  private static final int REQUESTS = 6;
  private static final int CONNECTIONS = 32;

  /** Two servers, the database, Cognito and the clients. */
  private static final int CORES = 6;

  private static final String RATIO = "throughput ratio";
  private static final String STICKY = "calls to Cognito per user, sticky sessions";

  @Override
  public String name() {
    return "two-nodes";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    List<KeycloakServer> nodes = stand.cluster();
    Realm first = stand.realm(nodes.get(0), Realm.Settings.of("cluster", Crowd.SIZE));
    List<Realm> realms = List.of(first, first.at(nodes.get(1).url()));
    return List.of(quota(stand, realms, size), scale(stand, realms, size));
  }

  private static Row quota(Stand stand, List<Realm> nodes, Size size) {
    Crowd crowd = new Crowd(stand, nodes, size);
    Rounds rounds =
        new Rounds("two nodes share one quota, 1,000 users at once", "the quota's own floor, 20 s")
            .goal(Crowd.SERVED, Goal.atMost(26))
            .goal(Crowd.THROTTLED, Goal.atMost(2));
    for (int round = 0; round < size.rounds(); round++) {
      crowd.arrive(rounds);
    }
    return rounds.row();
  }

  private static Row scale(Stand stand, List<Realm> nodes, Size size) {
    int cores = Runtime.getRuntime().availableProcessors();
    Rounds rounds = new Rounds("two nodes", "one node").goal(STICKY, Goal.atMost(1));
    if (cores >= CORES) {
      rounds.goal(RATIO, Goal.atLeast(1.6));
    } else {
      rounds.note(
          "The ratio has no goal here: on "
              + cores
              + " cores one node uses them up, and two share them.");
    }
    List<String> tokens = nodes.get(0).tokens(size.users());
    rounds.add(STICKY, callsPerUser(stand, nodes, tokens, true));
    rounds.add("calls to Cognito per user, any node", callsPerUser(stand, nodes, tokens, false));
    List<Call> calls =
        nodes.stream().map(node -> Call.post(node.door("/token"), tokens.get(0))).toList();
    both(calls, size.warmUp());
    for (int round = 0; round < size.rounds(); round++) {
      double one = Wrk.throughput(calls.get(0), CONNECTIONS, size.time());
      rounds.add(RATIO, both(calls, size.time()) / one);
    }
    return rounds.row();
  }

  /** Half of the connections to each. */
  private static double both(List<Call> calls, Duration time) {
    List<CompletableFuture<Double>> open =
        calls.stream()
            .map(
                call ->
                    CompletableFuture.supplyAsync(
                        () -> Wrk.throughput(call, CONNECTIONS / calls.size(), time)))
            .toList();
    return open.stream().mapToDouble(CompletableFuture::join).sum();
  }

  private static double callsPerUser(
      Stand stand, List<Realm> nodes, List<String> tokens, boolean sticky) {
    stand.cognitoAnswers();
    // Another duration is another entry of the cache.
    int seconds = sticky ? 800 : 801;
    for (int user = 0; user < tokens.size(); user++) {
      for (int request = 0; request < REQUESTS; request++) {
        Realm node = nodes.get((sticky ? user : user + request) % nodes.size());
        Http.json(Http.send(node.exchange(tokens.get(user), seconds)));
      }
    }
    return (double) stand.calls(AgainstOwnBackend.TOKENS) / tokens.size();
  }
}
