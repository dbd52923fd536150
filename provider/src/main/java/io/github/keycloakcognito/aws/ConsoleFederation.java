package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.aws.AwsFailures.About;
import io.github.keycloakcognito.exchange.AwsConsole;
import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.ConsoleSignIn;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Meters;
import io.github.keycloakcognito.exchange.Tracing;
import io.github.keycloakcognito.exchange.Tracing.AwsSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * {@link ConsoleSignIn} over HTTP: the federation endpoint has no SDK client. The credentials go in
 * a form, because URLs end up in the logs of proxies and in exceptions.
 *
 * <p>{@code SessionDuration} is left out: AWS refuses it for credentials of chained roles, and
 * without it the console session lasts as long as the credentials.
 */
final class ConsoleFederation implements ConsoleSignIn, AutoCloseable {

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int LONGEST_ANSWER = 65_536;
  private static final String OPERATION = "getSigninToken";

  private final URI override;
  private final SdkHttpClient http;
  private final AwsCalls calls;
  private final Tracing tracing;

  /**
   * @param override endpoint instead of AWS's own; null for AWS's own
   * @param http has its own time-outs
   */
  ConsoleFederation(URI override, SdkHttpClient http, Meters meters, Tracing tracing) {
    this.override = override;
    this.http = http;
    this.calls = new AwsCalls(meters);
    this.tracing = tracing;
  }

  @Override
  public AwsConsole console(IdentityPool pool, AwsRole role) {
    return AwsPartition.of(pool, role).console(override, pool.region());
  }

  @Override
  public String signinToken(AwsConsole console, AwsCredentials credentials, Duration timeout) {
    return calls.call(OPERATION, About.ROLE, () -> traced(console, credentials));
  }

  private String traced(AwsConsole console, AwsCredentials credentials) {
    AwsSpan span = tracing.awsCall("AWS Sign-In", OPERATION, null);
    try {
      String token = ask(console, credentials);
      span.answered(null);
      return token;
    } catch (ExchangeException e) {
      span.failed(e.failure().kind().code(), null);
      throw e;
    }
  }

  private String ask(AwsConsole console, AwsCredentials credentials) {
    byte[] form =
        ("Action=getSigninToken&Session="
                + URLEncoder.encode(session(credentials), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(console.federation())
            .putHeader("Content-Type", "application/x-www-form-urlencoded")
            .putHeader("Content-Length", String.valueOf(form.length))
            .putHeader("Accept", "application/json")
            .build();
    try {
      return token(
          http.prepareRequest(
                  HttpExecuteRequest.builder()
                      .request(request)
                      .contentStreamProvider(() -> new ByteArrayInputStream(form))
                      .build())
              .call());
    } catch (SocketTimeoutException e) {
      throw failed(Kind.TIMEOUT, "AWS did not answer in time.", e.toString(), null, null);
    } catch (IOException e) {
      throw failed(
          Kind.TEMPORARILY_UNAVAILABLE,
          "AWS could not be reached. Try again later.",
          e.toString(),
          "let Keycloak reach " + console.federation() + ", or set the option signin-endpoint",
          RETRY);
    }
  }

  private static String session(AwsCredentials credentials) {
    JsonWriter json = JsonWriter.create();
    json.writeStartObject();
    json.writeFieldName("sessionId").writeValue(credentials.accessKeyId());
    json.writeFieldName("sessionKey").writeValue(credentials.secretAccessKey());
    json.writeFieldName("sessionToken").writeValue(credentials.sessionToken());
    json.writeEndObject();
    return new String(json.getBytes(), StandardCharsets.UTF_8);
  }

  private static String token(HttpExecuteResponse answer) throws IOException {
    byte[] body = new byte[0];
    if (answer.responseBody().isPresent()) {
      try (InputStream stream = answer.responseBody().get()) {
        body = stream.readNBytes(LONGEST_ANSWER);
      }
    }
    int status = answer.httpResponse().statusCode();
    if (status != 200) {
      throw refused(status);
    }
    try {
      return JsonNode.parser()
          .parse(new String(body, StandardCharsets.UTF_8))
          .field("SigninToken")
          .filter(JsonNode::isString)
          .map(JsonNode::asString)
          .filter(token -> !token.isBlank())
          .orElseThrow();
    } catch (RuntimeException e) {
      // Neither e nor the body may go on: they can hold the token.
      throw AwsFailures.unreadable("a sign-in answer without SigninToken");
    }
  }

  /** The pages that come with a refusal say nothing more than its status. */
  private static ExchangeException refused(int status) {
    String cause = "getSigninToken answered HTTP " + status;
    if (status == 429) {
      return failed(Kind.THROTTLED, "AWS is busy. Try again later.", cause, null, RETRY);
    }
    if (status >= 500) {
      return failed(
          Kind.TEMPORARILY_UNAVAILABLE, "AWS is unavailable. Try again.", cause, null, RETRY);
    }
    return failed(
        Kind.AWS_DENIED,
        "AWS does not open its console for these credentials. The server's log says why.",
        cause,
        "AWS takes unexpired credentials of a role here; check the server's clock, the role's"
            + " partition and the option signin-endpoint",
        null);
  }

  private static ExchangeException failed(
      Kind kind, String description, String cause, String remedy, Duration retryAfter) {
    return new ExchangeException(new Failure(kind, description, cause, remedy, retryAfter, null));
  }

  @Override
  public void close() {
    http.close();
  }
}
