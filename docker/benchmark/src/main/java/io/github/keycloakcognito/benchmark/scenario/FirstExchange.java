package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.report.Samples;
import io.github.keycloakcognito.benchmark.stand.DirectCognito;
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A user's first exchange against the same call to Cognito without Keycloak, in turns. */
public final class FirstExchange implements Scenario {

  private static final int WARM_UPS = 400;
  private static final int USERS = 100;
  private static final String ADDED = "added, in milliseconds at the median";

  @Override
  public String name() {
    return "first";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    int users = WARM_UPS + USERS * size.rounds();
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("first", users));
    List<String> tokens = realm.tokens(users);
    Rounds rounds =
        new Rounds("first exchange of a user", "the same SDK call made directly")
            .goal(ADDED, Goal.atMost(5));
    stand.cognitoAnswers();
    try (DirectCognito direct = new DirectCognito(stand)) {
      compare(direct, realm, tokens.subList(0, WARM_UPS));
      for (int round = 0; round < size.rounds(); round++) {
        int first = WARM_UPS + USERS * round;
        double[] medians = compare(direct, realm, tokens.subList(first, first + USERS));
        rounds.add(ADDED, medians[1] - medians[0]);
        rounds.add("directly, in milliseconds", medians[0]);
      }
    }
    return List.of(rounds.row());
  }

  /** The medians in milliseconds: directly, and through Keycloak. */
  private static double[] compare(DirectCognito direct, Realm realm, List<String> tokens) {
    List<Double> directly = new ArrayList<>();
    List<Double> exchanged = new ArrayList<>();
    for (String token : tokens) {
      directly.add(millis(() -> direct.token(UUID.randomUUID().toString())));
      exchanged.add(
          millis(
              () ->
                  Http.json(
                      Http.send(
                          Http.bearer(realm.door("/token"), token)
                              .POST(BodyPublishers.noBody())
                              .build()))));
    }
    return new double[] {new Samples(directly).median(), new Samples(exchanged).median()};
  }

  private static double millis(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e6;
  }
}
