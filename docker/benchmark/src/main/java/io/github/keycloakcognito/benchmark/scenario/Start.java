package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Http;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keycloak's start with and without the JAR, in turns, and the first exchange after it. */
public final class Start implements Scenario {

  /** The line with which Keycloak's log ends a start. */
  private static final Pattern STARTED = Pattern.compile("started in ([0-9.]+)s\\.");

  private static final String ADDED = "added to the start, in seconds";
  private static final String FIRST = "first exchange after the start, in seconds";
  private static final String JAR = "JAR, in MB";

  private int duration = 900;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    Rounds rounds =
        new Rounds("Keycloak's start with the JAR", "without the JAR")
            .goal(ADDED, Goal.atMost(0.5))
            .goal(FIRST, Goal.atMost(1))
            .goal(JAR, Goal.atMost(7));
    rounds.add(JAR, stand.jarBytes() / 1e6);
    stand.without("without");
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("bench", 10));
    stand.cognitoAnswers();
    for (int round = 0; round < size.rounds(); round++) {
      KeycloakServer without = stand.without("without");
      without.stop();
      double alone = seconds(without.start());
      KeycloakServer with = stand.keycloak();
      rounds.add(ADDED, seconds(with) - alone);
      rounds.add("without the JAR, in seconds", alone);
      rounds.add(FIRST, firstExchange(realm));
    }
    return List.of(rounds.row());
  }

  private double firstExchange(Realm realm) {
    duration--;
    String token = realm.token(2);
    long began = System.nanoTime();
    Http.json(Http.send(realm.exchange(token, duration)));
    return (System.nanoTime() - began) / 1e9;
  }

  /** What the server itself says of its last start. */
  private static double seconds(KeycloakServer server) {
    try {
      Matcher lines = STARTED.matcher(Files.readString(server.log()));
      List<Double> all = new ArrayList<>();
      while (lines.find()) {
        all.add(Double.valueOf(lines.group(1)));
      }
      return all.get(all.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
