package io.github.keycloakcognito.it;

import static io.github.keycloakcognito.it.TraceReceiver.attribute;
import static io.github.keycloakcognito.it.TraceReceiver.isParent;
import static io.github.keycloakcognito.it.TraceReceiver.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server of its own, in the home that {@link CredentialSourcesIT} has built. */
@DisplayName("With tracing and JSON logs on, an operator finds")
class ObservabilityIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE = "CognitoIdentity";
  private static final String TOKEN = "GetOpenIdTokenForDeveloperIdentity";

  private static LocalCognito cognito;
  private static TraceReceiver traces;
  private static KeycloakServer keycloak;
  private static TestRealm realm;

  @BeforeAll
  static void start() throws IOException {
    cognito = LocalCognito.start(LocalCognitoOptions.defaults().withQuotas(false));
    traces = new TraceReceiver();
    keycloak =
        CredentialSourcesIT.server(cognito)
            .option("tracing-endpoint", traces.endpoint().toString())
            .option("tracing-protocol", "http/protobuf")
            .option("tracing-sampler-ratio", "1.0")
            .option("log-console-output", "json")
            .env("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
            .env("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
            .start();
    realm = TestRealm.in(keycloak.url(), "it-1");
  }

  @AfterAll
  static void stop() {
    if (keycloak != null) {
      keycloak.close();
    }
    traces.close();
    cognito.close();
  }

  @BeforeEach
  void clear() {
    cognito.clearFaults();
  }

  @Test
  @DisplayName("the calls to AWS in the trace of the request they were made for")
  void trace() {
    String user = realm.userId("alice");
    String access = realm.accessToken("alice", "app");
    Answer answer = realm.credentials(access);

    Span exchange = exchange("Cognito.credentials", "issued");
    Span token = await(span -> isParent(exchange, span) && span.getName().endsWith(TOKEN));
    Span credentials =
        await(
            span ->
                isParent(exchange, span)
                    && span.getName().equals(SERVICE + ".GetCredentialsForIdentity"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(root(exchange).getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
    assertThat(attribute(exchange, "kc.realmName")).isEqualTo(realm.name());
    assertThat(attribute(exchange, "kc.clientId")).isEqualTo("app");
    assertThat(attribute(exchange, "cognito.pool")).isEqualTo("default");
    for (Span call : List.of(token, credentials)) {
      assertThat(call.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
      assertThat(attribute(call, "rpc.system")).isEqualTo("aws-api");
      assertThat(attribute(call, "rpc.service")).isEqualTo(SERVICE);
      assertThat(attribute(call, "cloud.region")).isEqualTo("eu-west-1");
      assertThat(attribute(call, "aws.request_id")).isNotEmpty();
    }
    assertThat(attribute(token, "rpc.method")).isEqualTo(TOKEN);
    assertThat(realm.events("TOKEN_EXCHANGE"))
        .extracting(event -> event.get("aws_request_id"))
        .contains(attribute(credentials, "aws.request_id"));
    assertThat(traces.spans().toString())
        .doesNotContain(access, answer.text("SecretAccessKey"), answer.text("Token"));
    assertThat(ours())
        .flatExtracting(Span::getAttributesList)
        .extracting(Object::toString)
        .noneMatch(attribute -> attribute.contains("alice") || attribute.contains(user));
  }

  @Test
  @DisplayName("AWS's refusal in trace, log and event, under the same ids")
  void refusal() throws IOException {
    cognito.faults(
        List.of(Fault.error(TOKEN, "AccessDeniedException", "not authorized").withStatus(400)));
    String access = realm.accessToken("bob", "app");

    Answer answer = realm.exchange(access);

    Span exchange = exchange("Cognito.token", "aws_denied");
    Span call = await(span -> isParent(exchange, span) && isAwsCall(span));
    String requestId = attribute(call, "aws.request_id");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(attribute(call, "error.type")).isEqualTo("AccessDeniedException");
    assertThat(exchange.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(realm.events("TOKEN_EXCHANGE_ERROR"))
        .extracting(event -> event.get("aws_request_id"))
        .contains(requestId);
    List<JsonNode> lines = logLines(requestId);
    assertThat(lines)
        .extracting(line -> line.path("loggerName").asText())
        .contains("io.github.keycloakcognito.door.AuthorisedCall", "org.keycloak.events");
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.path("level").asText()).isEqualTo("WARN");
              assertThat(line.at("/mdc/kc.realmName").asText()).isEqualTo(realm.name());
              assertThat(line.at("/mdc/kc.clientId").asText()).isEqualTo("app");
              assertThat(line.at("/mdc/cognito.pool").asText()).isEqualTo("default");
              assertThat(line.at("/mdc/traceId").asText()).isEqualTo(traceId(exchange));
            });
    assertThat(Files.readString(keycloak.log())).doesNotContain(access, "wJalrXUtnFEMI");
  }

  @Test
  @DisplayName("a caller's mistake, which is no error of the server")
  void callersMistake() {
    realm.exchange("no.access.token");

    Span exchange = exchange("Cognito.token", "invalid_token");
    assertThat(exchange.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    assertThat(traces.spans()).noneMatch(span -> isParent(exchange, span) && isAwsCall(span));
  }

  @Test
  @DisplayName("an admin's question to AWS in the trace of the admin's request, and its refusal")
  void adminsQuestion() throws IOException {
    cognito.faults(
        List.of(
            Fault.error("LookupDeveloperIdentity", "AccessDeniedException", "not authorized")
                .withStatus(400)));

    realm
        .admin()
        .call("GET", realm.path("/cognito/users/" + realm.userId("bob") + "/identity"), Map.of());

    Span call = await(span -> span.getName().equals(SERVICE + ".LookupDeveloperIdentity"));
    assertThat(root(call).getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
    assertThat(logLines(attribute(call, "aws.request_id")))
        .extracting(line -> line.path("loggerName").asText())
        .contains("io.github.keycloakcognito.admin.AdminDoor");
  }

  /** The lines that stand under AWS's request id. */
  private static List<JsonNode> logLines(String requestId) throws IOException {
    assertThat(requestId).isNotEmpty();
    try (Stream<String> lines = Files.lines(keycloak.log())) {
      return lines
          .filter(line -> line.startsWith("{"))
          .map(ObservabilityIT::json)
          .filter(line -> line.at("/mdc/aws.request_id").asText().equals(requestId))
          .toList();
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  /** Between the server's span and ours stand those of Keycloak's REST layer. */
  private static Span root(Span span) {
    Span root = span;
    while (!root.getParentSpanId().isEmpty()) {
      Span child = root;
      root = await(other -> isParent(other, child));
    }
    return root;
  }

  private static boolean isAwsCall(Span span) {
    return attribute(span, "rpc.system").equals("aws-api");
  }

  /** Our spans, to which Keycloak adds its events, with the user, as it does to its own. */
  private static List<Span> ours() {
    return traces.spans().stream()
        .filter(span -> isAwsCall(span) || span.getName().startsWith("Cognito."))
        .toList();
  }

  private static Span exchange(String name, String result) {
    return await(
        span -> span.getName().equals(name) && attribute(span, "cognito.result").equals(result));
  }

  private static Span await(Predicate<Span> wanted) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> traces.spans().stream().filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }
}
