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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
    Wrk.throughputs(List.copyOf(calls.values()), CONNECTIONS, size.warmUp());
    Rounds rounds =
        new Rounds("the server's processor time of a cached answer", "/userinfo, same token");
    Map<String, Double> micros = new LinkedHashMap<>();
    calls.forEach((name, call) -> micros.put(name, profile(jvm, name, call, size, extras)));
    micros.forEach((name, each) -> rounds.add(name + ", in microseconds", each));
    for (String door : List.of("/token", "/credentials")) {
      rounds.add("/userinfo to " + door + ", ratio", micros.get("/userinfo") / micros.get(door));
    }
    return List.of(rounds.row());
  }

  private static double profile(Jvm jvm, String name, Call call, Size size, Extras extras) {
    Map<String, Long> samples = new LinkedHashMap<>();
    PARTS.keySet().forEach(part -> samples.put(part, 0L));
    long cpu = jvm.cpu().toNanos();
    double seconds = size.longTime().toSeconds();
    double requests =
        jvm.record(
                () -> Wrk.throughput(call, CONNECTIONS, size.longTime()),
                "jdk.ExecutionSample",
                event -> samples.merge(partOf(event.getStackTrace()), 1L, Long::sum))
            * seconds;
    double micros = (jvm.cpu().toNanos() - cpu) / 1e3 / requests;
    long all = samples.values().stream().mapToLong(count -> count).sum();
    samples.forEach((part, count) -> extras.cost(part, name, micros * count / all));
    return micros;
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
