package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.load.Call;
import io.github.keycloakcognito.benchmark.load.Users;
import io.github.keycloakcognito.benchmark.load.Wrk;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import io.github.keycloakcognito.devstack.cognito.control.LoggedCall;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.IntStream;

/** A thousand users who arrive at once, at one node or more. */
final class Crowd {

  static final int SIZE = 1_000;
  private static final int CONNECTIONS = 16;
  static final String SERVED = "all served, in seconds";
  static final String THROTTLED = "throttled by AWS, in percent of the calls";
  static final String CALLS = "calls to Cognito";

  private final Stand stand;
  private final List<Realm> nodes;
  private final List<String> tokens;

  /** So that no round finds what the last one has cached. */
  private int duration = 900;

  /**
   * @param nodes the same realm at each node; user after user goes to the next one
   */
  Crowd(Stand stand, List<Realm> nodes, Size size) {
    this.stand = stand;
    this.nodes = nodes;
    this.tokens = nodes.get(0).tokens(SIZE);
    for (Realm node : nodes) {
      // Not all connections at once, where there are places for a few to wait.
      Http.json(Http.send(node.exchange(tokens.get(0))));
      Wrk.throughput(Call.post(node.door("/token"), tokens.get(0)), CONNECTIONS, size.warmUp());
    }
    if (size.rounds() > 1) {
      arrive(new Rounds("warm-up", ""));
    }
  }

  /** Lets them arrive, and adds to {@code rounds} what came of it. */
  void arrive(Rounds rounds) {
    duration--;
    stand.cognitoAnswers();
    stand.cognito().clearLog();
    stand.cognito().quotas(true);
    List<Users.Served> served =
        Users.allAtOnce(IntStream.range(0, SIZE).mapToObj(this::request).toList());
    long calls = stand.calls(AgainstOwnBackend.TOKENS);
    rounds.add(SERVED, served.stream().mapToDouble(Users.Served::seconds).max().getAsDouble());
    rounds.add(THROTTLED, 100.0 * throttled() / calls);
    rounds.count(CALLS, calls);
    rounds.add(
        "requests per user",
        served.stream().mapToInt(user -> user.answers().size()).average().getAsDouble());
    rounds.count(
        "not answered within 2 s",
        served.stream()
            .flatMap(user -> user.answers().stream())
            .filter(a -> a.status() == 0)
            .count());
  }

  private HttpRequest request(int user) {
    return nodes.get(user % nodes.size()).exchange(tokens.get(user), duration);
  }

  private long throttled() {
    return stand.cognito().log().stream()
        .filter(call -> call.operation().equals(AgainstOwnBackend.TOKENS))
        .filter(call -> !call.outcome().equals(LoggedCall.OK))
        .count();
  }
}
