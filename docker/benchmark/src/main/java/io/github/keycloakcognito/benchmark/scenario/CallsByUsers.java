package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Parallel;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.Function;

/** What users and requests cost at AWS: more of the one, more of the other, and a backend's. */
public final class CallsByUsers implements Scenario {

  private static final List<Integer> PARTS = List.of(8, 4, 2, 1);
  private static final List<Integer> REQUESTS = List.of(1, 10, 100);
  private static final int REQUESTS_OF_A_BACKEND = 10;
  private static final int AT_ONCE = 16;

  private int duration = 900;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    int most = size.users();
    List<Integer> counts = PARTS.stream().map(part -> most / part).toList();
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("growth", most));
    List<String> tokens = realm.tokens(most);
    Rounds rounds = new Rounds("cost grows with users", "with requests");
    for (int requests : REQUESTS) {
      String line = requests + (requests == 1 ? " request" : " requests") + " per user";
      rounds.goal(perUser(line), Goal.atMost(1));
      for (int users : counts) {
        duration--;
        int seconds = duration;
        double calls =
            calls(
                stand, tokens.subList(0, users), requests, token -> realm.exchange(token, seconds));
        add(line, users, calls, rounds, extras);
      }
    }
    String line = "own backend, " + REQUESTS_OF_A_BACKEND + " requests per user";
    try (OwnBackend backend = new OwnBackend(stand, realm)) {
      for (int users : counts) {
        double calls =
            calls(
                stand,
                tokens.subList(0, users),
                REQUESTS_OF_A_BACKEND,
                token -> post(backend.uri(), token));
        add(line, users, calls, rounds, extras);
      }
    }
    return List.of(rounds.row());
  }

  private static void add(String line, int users, double calls, Rounds rounds, Extras extras) {
    extras.calls().add(line, users, calls);
    rounds.add(perUser(line), calls / users);
  }

  private static String perUser(String line) {
    return "calls to Cognito per user, " + line;
  }

  private static double calls(
      Stand stand, List<String> tokens, int each, Function<String, HttpRequest> request) {
    stand.cognitoAnswers();
    Parallel.map(
        tokens,
        AT_ONCE,
        token -> {
          for (int i = 0; i < each; i++) {
            Http.json(Http.send(request.apply(token)));
          }
          return token;
        });
    return stand.calls(AgainstOwnBackend.TOKENS);
  }

  private static HttpRequest post(URI uri, String token) {
    return Http.bearer(uri, token).POST(BodyPublishers.noBody()).build();
  }
}
