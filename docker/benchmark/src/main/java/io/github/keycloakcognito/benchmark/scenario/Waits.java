package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.report.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/** What a server's requests of one kind wait for, one at a time, as its sockets tell. */
final class Waits {

  /** The events to record. */
  static final Set<String> EVENTS = Set.of("jdk.SocketRead", "jdk.SocketWrite");

  private record Request(Instant from, Instant to) {}

  private final String kind;
  private final int database;
  private final int cognito;
  private final List<Request> requests = new ArrayList<>();
  private Duration databaseWaits = Duration.ZERO;
  private Duration cognitoWaits = Duration.ZERO;
  private long roundTrips;

  /**
   * @param kind of the requests, for the report
   * @param database its port
   * @param cognito its port
   */
  Waits(String kind, int database, int cognito) {
    this.kind = kind;
    this.database = database;
    this.cognito = cognito;
  }

  /** Sends one. */
  void send(Runnable request) {
    Instant from = Instant.now();
    request.run();
    requests.add(new Request(from, Instant.now()));
  }

  /** Takes what belongs to one of the requests. */
  void take(RecordedEvent event) {
    Instant at = event.getStartTime();
    if (requests.stream().noneMatch(sent -> at.isAfter(sent.from()) && at.isBefore(sent.to()))) {
      return;
    }
    int port = event.getInt("port");
    if (port == database && event.getEventType().getName().equals("jdk.SocketWrite")) {
      roundTrips++;
    } else if (port == database) {
      databaseWaits = databaseWaits.plus(event.getDuration());
    } else if (port == cognito) {
      cognitoWaits = cognitoWaits.plus(event.getDuration());
    }
  }

  /** Adds the mean request's parts. */
  void report(Rounds rounds) {
    double all =
        requests.stream()
                .mapToDouble(sent -> millis(Duration.between(sent.from(), sent.to())))
                .sum()
            / requests.size();
    double waited = millis(databaseWaits.plus(cognitoWaits)) / requests.size();
    if (!cognitoWaits.isZero()) {
      rounds.add(
          kind + " waits for Cognito, in milliseconds", millis(cognitoWaits) / requests.size());
    }
    rounds.add(
        kind + " waits for PostgreSQL, in milliseconds", millis(databaseWaits) / requests.size());
    rounds.add(kind + " asks PostgreSQL, times", (double) roundTrips / requests.size());
    rounds.add(kind + " works, in milliseconds", all - waited);
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
