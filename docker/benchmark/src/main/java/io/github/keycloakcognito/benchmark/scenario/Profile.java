package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.load.Call;
import io.github.keycloakcognito.benchmark.load.Wrk;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Jvm;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/**
 * Where the processor's time of an answer goes: what the process used, divided by the requests, and
 * shared out by the stacks that the JDK's Flight Recorder samples.
 */
public final class Profile implements Scenario {

  private static final int CONNECTIONS = 16;

  /** The first that has a frame of its own in a stack gets the sample. */
  private static final Map<String, Predicate<String>> PARTS = new LinkedHashMap<>();

  static {
    part("Keycloak: the token's signature", "org.keycloak.TokenVerifier.verifySignature");
    part(
        "Keycloak: the token's other checks, session, user, client",
        "org.keycloak.services.managers.AuthenticationManager.verifyIdentityToken",
        "org.keycloak.TokenVerifier",
        "org.keycloak.services.util.UserSessionUtil");
    part(
        "Keycloak: the end of its transaction", "org.keycloak.services.DefaultKeycloakTransaction");
    part("of us: the door", "io.github.keycloakcognito.");
    part(
        "Keycloak: the claims of /userinfo, and its event",
        "org.keycloak.protocol.oidc.endpoints.UserInfoEndpoint");
    part(
        "Quarkus: writing the answer",
        "org.jboss.resteasy.reactive.server.handlers.ResponseWriterHandler");
    part("Keycloak: its session, filters and headers", "org.keycloak.");
    part("Quarkus: routing", "io.quarkus.", "org.jboss.resteasy.");
    part("Vert.x and Netty", "io.vertx.", "io.netty.");
    part("the rest of the JVM", "");
  }

  private static void part(String name, String... frames) {
    PARTS.put(name, frame -> List.of(frames).stream().anyMatch(frame::startsWith));
  }

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("bench", 10));
    Jvm jvm = Jvm.of(stand.keycloak());
    String token = realm.token(0);
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("/userinfo", Call.get(realm.userinfo(), token));
    calls.put("/token", Call.post(realm.door("/token"), token));
    calls.put("/credentials", Call.get(realm.door("/credentials"), token));
    List<Load> loads = new ArrayList<>();
    jvm.record(
        () -> {
          // The Flight Recorder's start throws away compiled code.
          Wrk.throughputs(List.copyOf(calls.values()), CONNECTIONS, size.warmUp());
          calls.forEach((name, call) -> loads.add(load(jvm, name, call, size)));
          return loads.size();
        },
        "jdk.ExecutionSample",
        event -> loads.forEach(load -> load.take(event)));
    Rounds rounds =
        new Rounds("the server's processor time of a cached answer", "/userinfo, same token");
    for (Load load : loads) {
      load.shareOut(extras);
      rounds.add(load.door() + ", in microseconds", load.micros());
    }
    double own = loads.get(0).micros();
    loads.stream()
        .skip(1)
        .forEach(
            load -> rounds.add("/userinfo to " + load.door() + ", ratio", own / load.micros()));
    return List.of(rounds.row());
  }

  /** The requests of one door, without others. */
  private record Load(
      String door, Instant from, Instant to, double micros, Map<String, Long> samples) {

    void take(RecordedEvent event) {
      Instant at = event.getStartTime();
      if (at.isAfter(from) && at.isBefore(to)) {
        samples.merge(partOf(event.getStackTrace()), 1L, Long::sum);
      }
    }

    void shareOut(Extras extras) {
      long all = samples.values().stream().mapToLong(count -> count).sum();
      PARTS
          .keySet()
          .forEach(part -> extras.cost(part, door, micros * samples.getOrDefault(part, 0L) / all));
    }
  }

  private static Load load(Jvm jvm, String door, Call call, Size size) {
    Instant from = Instant.now();
    long cpu = jvm.cpu().toNanos();
    double requests =
        Wrk.throughput(call, CONNECTIONS, size.longTime()) * size.longTime().toSeconds();
    double micros = (jvm.cpu().toNanos() - cpu) / 1e3 / requests;
    return new Load(door, from, Instant.now(), micros, new HashMap<>());
  }

  private static String partOf(RecordedStackTrace stack) {
    List<String> frames = stack.getFrames().stream().map(Profile::frame).toList();
    return PARTS.entrySet().stream()
        .filter(part -> frames.stream().anyMatch(part.getValue()))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static String frame(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }
}
