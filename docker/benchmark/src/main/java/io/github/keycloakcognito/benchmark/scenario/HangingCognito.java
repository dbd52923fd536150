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
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Cognito does not answer at all: who signs in must not feel it. */
public final class HangingCognito implements Scenario {

  private static final int EXCHANGES = 500;

  /** Sign-ins a second: what the password hash, Keycloak's default, leaves to two cores. */
  private static final double SIGN_INS = 10;

  private static final String P99 = "sign-in p99 ratio";
  private static final String LONGEST = "longest exchange, in seconds";
  private static final String OTHERS = "exchanges answered otherwise than with 503 or 504";
  private static final String RECOVERY = "recovery, in seconds";

  @Override
  public String name() {
    return "hang";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("hang", EXCHANGES));
    List<String> tokens = realm.tokens(EXCHANGES);
    Realm people = stand.realm(stand.keycloak(), Realm.Settings.of("people", 10).withDefaultHash());
    List<Call> signIns =
        IntStream.range(0, 10)
            .mapToObj(user -> Call.form(people.tokenEndpoint(), Realm.signInForm(user)))
            .toList();
    Rounds rounds =
        new Rounds("Cognito hangs, 500 exchanges arriving", "sign-in without load")
            .goal(P99, Goal.atMost(1.5))
            .goal(LONGEST, Goal.atMost(5))
            .goal(OTHERS, Goal.atMost(0))
            .goal(RECOVERY, Goal.atMost(2));
    Arrivals.measure(signIns, SIGN_INS, size.warmUp());
    for (int round = 0; round < size.rounds(); round++) {
      Latency alone = Arrivals.measure(signIns, SIGN_INS, size.longTime());
      stand.cognito().faults(List.of(Fault.hang("*")));
      CompletableFuture<List<Users.Answer>> exchanges =
          Users.evenly(
              tokens.stream().map(token -> exchange(realm, token)).toList(), size.longTime());
      Latency beside = Arrivals.measure(signIns, SIGN_INS, size.longTime());
      List<Users.Answer> answers = exchanges.join();
      stand.cognitoAnswers();
      double recovery =
          Users.allAtOnce(List.of(exchange(realm, tokens.get(round)))).get(0).seconds();
      rounds.add(P99, beside.millis(99) / alone.millis(99));
      rounds.add("sign-in p50 ratio", beside.millis(50) / alone.millis(50));
      rounds.add(
          LONGEST, answers.stream().mapToDouble(Users.Answer::millis).max().getAsDouble() / 1_000);
      rounds.count(
          OTHERS, answers.stream().filter(a -> a.status() != 503 && a.status() != 504).count());
      rounds.add(RECOVERY, recovery);
    }
    return List.of(rounds.row());
  }

  private static HttpRequest exchange(Realm realm, String token) {
    return Http.bearer(realm.door("/token"), token).POST(BodyPublishers.noBody()).build();
  }
}
