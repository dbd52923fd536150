package io.github.keycloakcognito.tracing;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.SignIn;
import io.github.keycloakcognito.exchange.Tracing.AwsSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenTelemetryTracingTest {

  private static final IdentityPool POOL =
      new IdentityPool(
          "default",
          "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21",
          "login.keycloak.demo",
          Duration.ofMinutes(15),
          Set.of(),
          false,
          "cognito",
          false);
  private static final Caller CALLER =
      new Caller(
          "realm-id",
          "demo",
          "user-id",
          "app",
          "session-id",
          Set.of(),
          false,
          false,
          "alice",
          new SignIn(1, Map.of(), Instant.EPOCH));

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private final OpenTelemetryTracing tracing =
      new OpenTelemetryTracing(OTEL.getOpenTelemetry().getTracer(OpenTelemetryTracing.SCOPE));

  @Test
  void exchangeTellsRealmClientPoolAndResultButNoUser() {
    String answer =
        tracing.exchange(
            "token",
            span -> {
              tracing.about(CALLER, POOL);
              span.answered("issued");
              return "done";
            });

    assertThat(answer).isEqualTo("done");
    assertThat(only())
        .hasName("Cognito.token")
        .hasKind(SpanKind.INTERNAL)
        .hasStatus(StatusData.unset())
        .hasAttributesSatisfyingExactly(
            equalTo(AttributeKey.stringKey("kc.realmName"), "demo"),
            equalTo(AttributeKey.stringKey("kc.clientId"), "app"),
            equalTo(AttributeKey.stringKey("cognito.pool"), "default"),
            equalTo(AttributeKey.stringKey("cognito.result"), "issued"));
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Test
  void callersMistakeIsNoErrorOfTheServer() {
    refused(Failure.of(Kind.INVALID_TOKEN, "The token has expired."));

    assertThat(only())
        .hasStatus(StatusData.unset())
        .hasAttributesSatisfyingExactly(
            equalTo(AttributeKey.stringKey("cognito.result"), "invalid_token"),
            equalTo(AttributeKey.stringKey("error.type"), "invalid_token"));
  }

  @Test
  void whatAnAdminHasToMendIsErrorWithoutWhatAwsSaid() {
    refused(
        new Failure(
            Kind.AWS_DENIED,
            "AWS refused Keycloak.",
            "AccessDeniedException: arn:aws:iam::123456789012:user/nobody",
            "grant it",
            null,
            "request-7"));

    SpanData span = only();
    assertThat(span)
        .hasStatus(StatusData.error())
        .hasAttribute(AttributeKey.stringKey("aws.request_id"), "request-7");
    assertThat(span.toString()).doesNotContain("arn:");
  }

  @Test
  void busyAwsIsError() {
    refused(Failure.unavailable("AWS is busy.", "no", Duration.ofSeconds(1)));

    assertThat(only()).hasStatus(StatusData.error());
  }

  @Test
  void unforeseenExceptionIsErrorAndGoesOn() {
    assertThatThrownBy(
            () ->
                tracing.exchange(
                    "token",
                    span -> {
                      throw new IllegalStateException("eyJhbGciOi");
                    }))
        .isInstanceOf(IllegalStateException.class);

    SpanData span = only();
    assertThat(span)
        .hasStatus(StatusData.error())
        .hasAttribute(AttributeKey.stringKey("error.type"), "java.lang.IllegalStateException");
    assertThat(span.toString()).doesNotContain("eyJ");
  }

  @Test
  void callOnAnotherThreadLaterBelongsToTheExchangeThatAskedForIt() {
    Queue<Runnable> later = new ArrayDeque<>();
    Executor executor =
        tracing.exchange(
            "credentials",
            span -> {
              Executor own = tracing.carriedBy(later::add);
              tracing.awsCall("STS", "GetCallerIdentity", null).answered("request-1");
              return own;
            });
    executor.execute(
        () ->
            tracing
                .awsCall("CognitoIdentity", "GetCredentialsForIdentity", "eu-west-1")
                .answered("request-2"));
    later.remove().run();

    List<SpanData> spans = OTEL.getSpans();
    assertThat(spans)
        .extracting(SpanData::getName)
        .containsExactly(
            "STS.GetCallerIdentity",
            "Cognito.credentials",
            "CognitoIdentity.GetCredentialsForIdentity");
    SpanData exchange = spans.get(1);
    assertThat(spans.get(0)).hasParent(exchange);
    assertThat(spans.get(2))
        .hasParent(exchange)
        .hasKind(SpanKind.CLIENT)
        .hasAttributesSatisfyingExactly(
            equalTo(AttributeKey.stringKey("rpc.system"), "aws-api"),
            equalTo(AttributeKey.stringKey("rpc.service"), "CognitoIdentity"),
            equalTo(AttributeKey.stringKey("rpc.method"), "GetCredentialsForIdentity"),
            equalTo(AttributeKey.stringKey("cloud.region"), "eu-west-1"),
            equalTo(AttributeKey.stringKey("aws.request_id"), "request-2"));
  }

  @Test
  void failedCallTellsErrorCodeAndRequest() {
    AwsSpan call = tracing.awsCall("STS", "AssumeRoleWithWebIdentity", "eu-west-1");

    call.failed("AccessDenied", "request-3");

    assertThat(only())
        .hasNoParent()
        .hasStatus(StatusData.error())
        .hasAttribute(AttributeKey.stringKey("error.type"), "AccessDenied")
        .hasAttribute(AttributeKey.stringKey("aws.request_id"), "request-3");
  }

  private void refused(Failure failure) {
    tracing.exchange(
        "token",
        span -> {
          span.refused(failure);
          return null;
        });
  }

  private static SpanData only() {
    assertThat(OTEL.getSpans()).hasSize(1);
    return OTEL.getSpans().get(0);
  }
}
