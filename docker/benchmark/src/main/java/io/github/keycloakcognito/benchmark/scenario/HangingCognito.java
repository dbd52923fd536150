package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.load.Arrivals;
import io.github.keycloakcognito.benchmark.load.Call;
import io.github.keycloakcognito.benchmark.load.Latency;
import io.github.keycloakcognito.benchmark.load.Users;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Cognito does not answer at all: who signs in must not feel it. */
public final class HangingCognito implements Scenario {

  private static final int EXCHANGES = 500;

  /** Sign-ins a second: what the password hash, Keycloak's default, leaves to two cores. */
  private static final double SIGN_INS = 10;

  private static final int PEOPLE = 10;

  private static final String P99 = "sign-in p99 ratio";
  private static final String LONGEST = "longest exchange, in seconds";
  private static final String FAILED = "sign-ins not answered within 15 s";
  private static final String OTHERS = "exchanges answered otherwise than with 503 or 504";
  private static final String RECOVERY = "recovery, in seconds";

  @Override
  public String name() {
    return "hang";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    Rounds rounds =
        new Rounds("Cognito hangs, 500 exchanges arriving", "sign-in without load")
            .goal(P99, Goal.atMost(1.5))
            .goal(FAILED, Goal.atMost(0))
            .goal(LONGEST, Goal.atMost(5))
            .goal(OTHERS, Goal.atMost(0))
            .goal(RECOVERY, Goal.atMost(2))
            .note(
                String.format(
                    "%.0f sign-ins a second beside 500 exchanges within %d s.",
                    SIGN_INS, size.longTime().toSeconds()));
    Load load = new Load(stand, stand.keycloak(), size);
    for (int round = 0; round < size.rounds(); round++) {
      load.measure(rounds);
    }
    return List.of(rounds.row());
  }

  /** The sign-ins and the exchanges, at one server. */
  static final class Load {
    private final Stand stand;
    private final Duration time;
    private final Realm realm;
    private final List<String> tokens;
    private final List<Call> signIns;
    private int recovered;

    Load(Stand stand, KeycloakServer server, Size size) {
      this.stand = stand;
      this.time = size.longTime();
      realm = stand.realm(server, Realm.Settings.of("hang", EXCHANGES + size.rounds()));
      tokens = realm.tokens(EXCHANGES);
      Realm people = stand.realm(server, Realm.Settings.of("people", PEOPLE).withDefaultHash());
      signIns =
          IntStream.range(0, PEOPLE)
              .mapToObj(user -> Call.form(people.tokenEndpoint(), Realm.signInForm(user)))
              .toList();
      Arrivals.measure(signIns, SIGN_INS, size.warmUp());
    }

    /** Adds one more round to {@code rounds}. */
    void measure(Rounds rounds) {
      Latency alone = Arrivals.measure(signIns, SIGN_INS, time);
      stand.cognito().faults(List.of(Fault.hang("*")));
      CompletableFuture<List<Users.Answer>> exchanges =
          Users.evenly(tokens.stream().map(realm::exchange).toList(), time);
      Latency beside = Arrivals.attempt(signIns, SIGN_INS, time);
      List<Users.Answer> answers = exchanges.join();
      stand.cognitoAnswers();
      // The next round's exchanges must not find this one in the cache.
      HttpRequest another = realm.exchange(realm.token(EXCHANGES + recovered));
      recovered++;
      double recovery = Users.allAtOnce(List.of(another)).get(0).seconds();
      rounds.add(P99, beside.millis(99) / alone.millis(99));
      rounds.add("sign-in p50 ratio", beside.millis(50) / alone.millis(50));
      rounds.count(FAILED, beside.failed());
      rounds.add(
          LONGEST, answers.stream().mapToDouble(Users.Answer::millis).max().getAsDouble() / 1_000);
      rounds.count(
          OTHERS, answers.stream().filter(a -> a.status() != 503 && a.status() != 504).count());
      rounds.add(RECOVERY, recovery);
    }
  }
}
