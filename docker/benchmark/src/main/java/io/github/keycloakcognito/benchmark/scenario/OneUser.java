package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.load.Users;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;

/** One user who sends the same request on 500 connections at once. */
public final class OneUser implements Scenario {

  private static final int CONNECTIONS = 500;
  private static final String CALLS = "calls to Cognito";

  @Override
  public String name() {
    return "one-user";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("one", size.rounds() + 1));
    Rounds rounds = new Rounds("one user, 500 connections", "–").goal(CALLS, Goal.atMost(1));
    for (int round = 0; round < size.rounds(); round++) {
      stand.cognitoAnswers();
      HttpRequest request = realm.exchange(realm.token(round));
      List<Users.Served> served = Users.allAtOnce(Collections.nCopies(CONNECTIONS, request));
      rounds.count(CALLS, stand.calls(AgainstOwnBackend.TOKENS));
      rounds.count(
          "served at the first try",
          served.stream().filter(user -> user.answers().size() == 1).count());
      rounds.add(
          "all served, in seconds",
          served.stream().mapToDouble(Users.Served::seconds).max().getAsDouble());
    }
    return List.of(rounds.row());
  }
}
