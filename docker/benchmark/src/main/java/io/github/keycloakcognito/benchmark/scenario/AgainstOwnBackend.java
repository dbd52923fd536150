package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.load.Arrivals;
import io.github.keycloakcognito.benchmark.load.Call;
import io.github.keycloakcognito.benchmark.load.Wrk;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The extension against what people build without it. */
public final class AgainstOwnBackend implements Scenario {

  static final String TOKENS = "GetOpenIdTokenForDeveloperIdentity";

  private static final int USERS = 50;
  private static final int CONNECTIONS = 16;
  private static final String EXCHANGES = "exchanges a second, ratio";
  private static final String CALLS = "calls to AWS in an hour, ratio";

  /** A second stands for a minute, so a token of 15 minutes lives for 15 seconds. */
  private static final String TOKEN_SECONDS = "15";

  /** Each user asks four times a simulated minute. */
  private static final double PER_USER = 4;

  @Override
  public String name() {
    return "own-backend";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("backend", USERS));
    Realm.Settings hour = Realm.Settings.of("hour", USERS).withPool("tokenDuration", TOKEN_SECONDS);
    Rounds rounds =
        new Rounds("what people build instead", "introspection and a call to Cognito per request")
            .goal(EXCHANGES, Goal.atLeast(10))
            .goal(CALLS, Goal.atLeast(20))
            .note(
                "An hour is simulated in "
                    + size.hour().toSeconds()
                    + " s: tokens live 15 s instead of 15 min, each of "
                    + USERS
                    + " users asks every 15 s of the hour.");
    List<String> tokens = realm.tokens(USERS);
    try (OwnBackend backend = new OwnBackend(stand, realm)) {
      for (int round = 0; round < size.rounds(); round++) {
        stand.cognitoAnswers();
        stand.cognito().quotas(true);
        double own = Wrk.successes(calls(backend.uri(), tokens), CONNECTIONS, size.time());
        double ours = Wrk.successes(calls(realm.door("/token"), tokens), CONNECTIONS, size.time());
        rounds.add(EXCHANGES, ours / own);
      }
    }
    Realm hours = stand.realm(stand.unpaced(), hour);
    List<String> hourTokens = hours.tokens(USERS);
    long ours = callsOfAnHour(stand, hours.door("/token"), hourTokens, size.hour());
    try (OwnBackend backend = new OwnBackend(stand, hours)) {
      long own = callsOfAnHour(stand, backend.uri(), hourTokens, size.hour());
      rounds.add(CALLS, (double) own / ours);
    }
    return List.of(rounds.row());
  }

  private static long callsOfAnHour(Stand stand, URI uri, List<String> tokens, Duration hour) {
    stand.cognitoAnswers();
    Arrivals.measure(calls(uri, tokens), tokens.size() * PER_USER, hour);
    return stand.calls(TOKENS);
  }

  private static List<Call> calls(URI uri, List<String> tokens) {
    return tokens.stream().map(token -> Call.post(uri, token)).toList();
  }
}
