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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Of each door: the compiler goes on meanwhile, for all of them. */
  private static final int TURNS = 5;

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
    List<Load> loads =
        List.of(
            new Load("/userinfo", Call.get(realm.userinfo(), token)),
            new Load("/token", Call.post(realm.door("/token"), token)),
            new Load("/credentials", Call.get(realm.door("/credentials"), token)));
    Wrk.throughputs(loads.stream().map(Load::call).toList(), CONNECTIONS, size.warmUp());
    jvm.record(
        () -> {
          for (int turn = 0; turn < TURNS; turn++) {
            loads.forEach(load -> load.turn(jvm, size.longTime().dividedBy(TURNS)));
          }
          return loads;
        },
        Set.of("jdk.ExecutionSample"),
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

  /** The requests of one door, in its turns. */
  private record Load(String door, Call call, List<Turn> turns, Map<String, Long> samples) {

    Load(String door, Call call) {
      this(door, call, new ArrayList<>(), new HashMap<>());
    }

    void turn(Jvm jvm, Duration time) {
      Instant from = Instant.now();
      Duration before = jvm.cpu();
      double requests = Wrk.throughput(call, CONNECTIONS, time) * time.toSeconds();
      turns.add(new Turn(from, Instant.now(), jvm.cpu().minus(before), requests));
    }

    double micros() {
      return turns.stream().mapToLong(turn -> turn.cpu().toNanos()).sum()
          / 1e3
          / turns.stream().mapToDouble(Turn::requests).sum();
    }

    void take(RecordedEvent event) {
      if (turns.stream().anyMatch(turn -> turn.has(event.getStartTime()))) {
        samples.merge(partOf(event.getStackTrace()), 1L, Long::sum);
      }
    }

    void shareOut(Extras extras) {
      long all = samples.values().stream().mapToLong(count -> count).sum();
      PARTS
          .keySet()
          .forEach(
              part -> extras.cost(part, door, micros() * samples.getOrDefault(part, 0L) / all));
    }
  }

  private record Turn(Instant from, Instant to, Duration cpu, double requests) {

    boolean has(Instant at) {
      return at.isAfter(from) && at.isBefore(to);
    }
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
