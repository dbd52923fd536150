package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.report.Samples;
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The same to two realms of one server, in turns: one with our event listener, one without. */
public final class Listener implements Scenario {

  private static final String SIGN_IN = "sign-in ratio";
  private static final String DELETION = "user deletion ratio";

  private int made;

  @Override
  public String name() {
    return "listener";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    KeycloakServer server =
        stand.only(
            "listener", builder -> builder.option("spi-events-listener--cognito--global", "false"));
    Realm on =
        stand.realm(
            server, Realm.Settings.of("listener-on", 1).withListeners("jboss-logging", "cognito"));
    Realm off = stand.realm(server, Realm.Settings.of("listener-off", 1));
    Rounds rounds =
        new Rounds("listener on", "listener off")
            .goal(SIGN_IN, Goal.atMost(1.02))
            .goal(DELETION, Goal.atMost(1.02));
    ratio(on, off, size.pairs(), realm -> realm.signIn(0));
    ratio(on, off, size.pairs(), this::deletion);
    for (int round = 0; round < size.rounds(); round++) {
      rounds.add(SIGN_IN, ratio(on, off, size.pairs(), realm -> realm.signIn(0)));
      rounds.add(DELETION, ratio(on, off, size.pairs(), this::deletion));
    }
    return List.of(rounds.row());
  }

  private HttpRequest deletion(Realm realm) {
    made++;
    return realm.admin("/users/" + realm.addUser("gone-" + made)).DELETE().build();
  }

  /**
   * Of the medians.
   *
   * @param request prepared for a realm, which is not measured
   */
  private static double ratio(
      Realm on, Realm off, int pairs, Function<Realm, HttpRequest> request) {
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      // Whoever comes first pays for what the one before has left to be done.
      boolean first = pair % 2 == 0;
      HttpRequest a = request.apply(first ? on : off);
      HttpRequest b = request.apply(first ? off : on);
      (first ? with : without).add(nanos(a));
      (first ? without : with).add(nanos(b));
    }
    return new Samples(with).median() / new Samples(without).median();
  }

  private static double nanos(HttpRequest request) {
    long began = System.nanoTime();
    int status = Http.send(request).statusCode();
    double took = System.nanoTime() - began;
    if (status / 100 != 2) {
      throw new IllegalStateException(request.uri() + ": " + status);
    }
    return took;
  }
}
