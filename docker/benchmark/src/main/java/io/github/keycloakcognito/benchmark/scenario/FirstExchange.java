package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.report.Samples;
import io.github.keycloakcognito.benchmark.stand.DirectCognito;
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Jvm;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A user's first exchange against the same call to Cognito without Keycloak, in turns. */
public final class FirstExchange implements Scenario {

  /** Of a round, and of the profile. */
  private static final int USERS = 100;

  private static final String ADDED = "added, in milliseconds at the median";

  @Override
  public String name() {
    return "first";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    int warmUps = size.firstExchanges();
    int measured = warmUps + USERS * size.rounds();
    int users = measured + USERS;
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("first", users));
    List<String> tokens = realm.tokens(users);
    Rounds rounds =
        new Rounds("first exchange of a user", "the same SDK call made directly")
            .goal(ADDED, Goal.atMost(5))
            .note(
                "One request at a time, all by the SDK's HTTP client. What a bearer-authenticated"
                    + " request of Keycloak's own takes (/userinfo) is in what is added.");
    stand.cognitoAnswers();
    try (DirectCognito direct = new DirectCognito(stand)) {
      new Turns(direct, realm).take(tokens.subList(0, warmUps));
      for (int round = 0; round < size.rounds(); round++) {
        int first = warmUps + USERS * round;
        Turns turns = new Turns(direct, realm).take(tokens.subList(first, first + USERS));
        double directly = new Samples(turns.directly).median();
        rounds.add(ADDED, new Samples(turns.exchanged).median() - directly);
        rounds.add("directly, in milliseconds", directly);
        rounds.add("/userinfo, in milliseconds", new Samples(turns.userinfo).median());
      }
      return List.of(
          rounds.row(), profile(stand, direct, realm, tokens.subList(measured, users)).row());
    }
  }

  /** Cognito is asked between the two, so that neither's sockets are taken for the other's. */
  private static Rounds profile(
      Stand stand, DirectCognito direct, Realm realm, List<String> tokens) {
    int cognito = stand.cognito().endpoint().getPort();
    Waits exchange = new Waits("the exchange", stand.databasePort(), cognito);
    Waits userinfo = new Waits("/userinfo", stand.databasePort(), cognito);
    Jvm.of(stand.keycloak())
        .record(
            () -> {
              for (String token : tokens) {
                exchange.send(() -> Http.sentHere(realm.exchange(token)));
                direct.token(UUID.randomUUID().toString());
                HttpRequest own = Http.bearer(realm.userinfo(), token).GET().build();
                userinfo.send(() -> Http.sentHere(own));
                direct.token(UUID.randomUUID().toString());
              }
              return tokens;
            },
            Waits.EVENTS,
            event -> {
              exchange.take(event);
              userinfo.take(event);
            });
    Rounds rounds = new Rounds("where a first exchange's time goes", "/userinfo of the same user");
    exchange.report(rounds);
    userinfo.report(rounds);
    return rounds;
  }

  /** Milliseconds of each. */
  private static final class Turns {
    private final DirectCognito direct;
    private final Realm realm;
    private final List<Double> directly = new ArrayList<>();
    private final List<Double> exchanged = new ArrayList<>();
    private final List<Double> userinfo = new ArrayList<>();

    Turns(DirectCognito direct, Realm realm) {
      this.direct = direct;
      this.realm = realm;
    }

    Turns take(List<String> tokens) {
      for (String token : tokens) {
        directly.add(millis(() -> direct.token(UUID.randomUUID().toString())));
        exchanged.add(millis(() -> Http.sentHere(realm.exchange(token))));
        HttpRequest own = Http.bearer(realm.userinfo(), token).GET().build();
        userinfo.add(millis(() -> Http.sentHere(own)));
      }
      return this;
    }

    private static double millis(Runnable work) {
      long began = System.nanoTime();
      work.run();
      return (System.nanoTime() - began) / 1e6;
    }
  }
}
