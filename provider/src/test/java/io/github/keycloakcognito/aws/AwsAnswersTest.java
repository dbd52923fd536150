package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.NOW;
import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.POOL;
import static io.github.keycloakcognito.aws.LocalAws.refused;
import static io.github.keycloakcognito.aws.LocalAws.request;
import static io.github.keycloakcognito.aws.LocalAws.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.keycloakcognito.exchange.DeveloperUsers;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.Tracing;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the local Cognito cannot say, because neither AWS nor it would. */
@DemoKey
class AwsAnswersTest {

  private static final String JWT = "e30.eyJpYXQiOjAsImV4cCI6OTAwfQ.c2VjcmV0";

  private HttpServer server;
  private Aws aws;
  private volatile String userAgent = "";
  private volatile String answer = "";
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    aws =
        new Aws(
            settings(endpoint, PATIENCE),
            "1.2.3",
            new AwsCallLog(),
            Tracing.OFF,
            InstantSource.fixed(NOW));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      userAgent = exchange.getRequestHeaders().getFirst("User-Agent");
      byte[] body = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @AfterEach
  void stop() {
    aws.close();
    server.stop(0);
  }

  @Test
  void usersComeInPagesUpToALimit() {
    answer =
        "{\"IdentityId\":\"eu-west-1:0\",\"DeveloperUserIdentifierList\":[\"one\",\"two\"],"
            + "\"NextToken\":\"on\"}";

    DeveloperUsers found = aws.directory().usersOf(POOL, "eu-west-1:0", PATIENCE);

    assertThat(found.users()).hasSize(10);
    assertThat(found.more()).isTrue();
  }

  @Test
  void tellsWhichIdentitiesWereNotDeleted() {
    answer =
        "{\"UnprocessedIdentityIds\":[{\"IdentityId\":\"eu-west-1:0\","
            + "\"ErrorCode\":\"InternalServerError\"}]}";

    assertThat(aws.directory().delete(POOL, List.of("eu-west-1:0", "eu-west-1:1"), PATIENCE))
        .containsExactly(Map.entry("eu-west-1:0", "InternalServerError"));
  }

  @Test
  void awsLearnsWhichExtensionAsks() {
    answer = "{\"IdentityId\":\"eu-west-1:0\",\"Token\":\"" + JWT + "\"}";

    OpenIdToken token = token();

    assertThat(userAgent).startsWith("aws-sdk-java/2").contains(" keycloak-cognito/1.2.3");
    assertThat(token.accountId()).isNull();
    assertThat(token.expiration()).isEqualTo(Instant.ofEpochSecond(900));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"IdentityId\":\"eu-west-1:0\"}",
        "{\"Token\":\"" + JWT + "\"}",
        "{\"IdentityId\":\"eu-west-1:0\",\"Token\":\"secret\"}",
        "{\"IdentityId\":\"eu-west-1:0\",\"Token\":\"e30..secret\"}",
        "{\"IdentityId\":\"eu-west-1:0\",\"Token\":\"e30.e30.secret\"}",
      })
  void tokenAnswerThatIsNone(String said) {
    answer = said;

    assertNonsense(refused(this::token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"IdentityId\":\"eu-west-1:0\"}",
        "{\"Credentials\":{\"SecretKey\":\"secret\",\"SessionToken\":\"t\",\"Expiration\":9}}",
        "{\"Credentials\":{\"AccessKeyId\":\"k\",\"SessionToken\":\"secret\",\"Expiration\":9}}",
        "{\"Credentials\":{\"AccessKeyId\":\"k\",\"SecretKey\":\"secret\",\"Expiration\":9}}",
        "{\"Credentials\":{\"AccessKeyId\":\"k\",\"SecretKey\":\"secret\",\"SessionToken\":\"t\"}}",
      })
  void credentialsAnswerThatIsNone(String said) {
    answer = said;

    assertNonsense(refused(this::credentials));
  }

  private static void assertNonsense(Failure failure) {
    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(failure.description()).isEqualTo("AWS answered nonsense. Try again later.");
    assertThat(failure.cause()).doesNotContain("secret", JWT);
  }

  /** An answer is not to be read in the log only because it broke off. */
  @Test
  void secretsOfBrokenAnswerStayOutOfTheLog() {
    answer = "{\"IdentityId\":\"eu-west-1:0\",\"Token\":\"" + JWT + "\" broken";
    assertNothingSecret(catchThrowable(this::token));

    answer = "{\"Credentials\":{\"AccessKeyId\":\"k\",\"SecretKey\":\"" + JWT + "\" broken";
    assertNothingSecret(catchThrowable(this::credentials));

    answer = "{\"Credentials\":{\"SecretKey\":\"" + JWT + "\",\"Expiration\":\"" + JWT + "\"}}";
    assertNothingSecret(catchThrowable(this::credentials));
  }

  private static void assertNothingSecret(Throwable thrown) {
    assertThat(thrown).isInstanceOf(ExchangeException.class);
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(JWT);
    assertThat(((ExchangeException) thrown).failure().cause()).isNotBlank().doesNotContain(JWT);
  }

  @Test
  void gatewayInBetweenIsUnavailable() {
    status = 502;
    answer = "<html>Bad gateway</html>";

    assertThat(refused(this::token).kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
  }

  @Test
  void proxyThatRefusesIsToldToAdmin() {
    status = 403;
    answer = "<html>Forbidden by proxy</html>";

    Failure failure = refused(this::token);

    assertThat(failure.kind()).isEqualTo(Kind.AWS_DENIED);
    assertThat(failure.cause()).contains("403");
    assertThat(failure.awsRequestId()).isNull();
  }

  private OpenIdToken token() {
    return aws.gateway().openIdToken(request("alice"), PATIENCE);
  }

  private void credentials() {
    OpenIdToken token = new OpenIdToken("eu-west-1:0", JWT, NOW, NOW.plusSeconds(9), null, null);
    aws.gateway().credentials(POOL, token, PATIENCE);
  }
}
