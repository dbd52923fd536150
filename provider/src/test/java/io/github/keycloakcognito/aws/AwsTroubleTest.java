package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.CREDENTIALS;
import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.POOL;
import static io.github.keycloakcognito.aws.LocalAws.TOKEN;
import static io.github.keycloakcognito.aws.LocalAws.refused;
import static io.github.keycloakcognito.aws.LocalAws.request;
import static io.github.keycloakcognito.aws.LocalAws.settings;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.OpenIdToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS, or the way to it, does not answer as it should. */
@DemoKey
class AwsTroubleTest {

  private static final Duration SOON = Duration.ofMillis(500);

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @Test
  void attemptThatHangsTimesOut() {
    LOCAL.faults(Fault.hang("*"));
    AwsSettings hurried =
        new AwsSettings(
            LocalAws.REGION,
            LOCAL.running().endpoint(),
            null,
            null,
            Map.of(),
            PATIENCE,
            SOON,
            PATIENCE);
    try (Aws aws = LOCAL.aws(hurried)) {
      assertTimeout(refused(() -> aws.gateway().openIdToken(request(someone()), PATIENCE)));
    }
    assertThat(LOCAL.attempts(TOKEN)).isEqualTo(2);
  }

  @Test
  void callThatHangsTimesOutWhenTheCallersTimeIsUp() {
    OpenIdToken token = LOCAL.token(someone());
    LOCAL.faults(Fault.hang("*"));
    LOCAL.meters().clear();
    Instant start = Instant.now();

    assertTimeout(refused(() -> LOCAL.gateway().openIdToken(request(someone()), SOON)));
    Failure failure = refused(() -> LOCAL.gateway().credentials(POOL, token, SOON));

    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(LOCAL.meters().lines())
        .containsExactly(TOKEN + " timeout", CREDENTIALS + " timeout");
    assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENCE.dividedBy(2));
  }

  /** The SDK counts in milliseconds, and takes none for no limit. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999_999})
  void noTimeLeftIsTimeout(long nanos) {
    LOCAL.faults(Fault.hang(TOKEN));
    try (Aws aws = LOCAL.aws(LOCAL.settings(Duration.ofSeconds(10)))) {
      Instant start = Instant.now();

      assertTimeout(
          refused(() -> aws.gateway().openIdToken(request(someone()), Duration.ofNanos(nanos))));
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void lateAnswerIsTaken() {
    LOCAL.faults(Fault.delay(TOKEN, Duration.ofMillis(200)));

    assertThat(LOCAL.token(someone()).token()).isNotBlank();
    assertThat(LOCAL.meters().times()).allMatch(took -> took.toMillis() >= 200);
  }

  @Test
  void resetConnectionMayPass() {
    LOCAL.faults(Fault.reset(TOKEN));

    assertMayPass(LOCAL.tokenRefused(request(someone())));
    assertThat(LOCAL.attempts(TOKEN)).isEqualTo(2);
  }

  @Test
  void garbageMayPass() {
    LOCAL.faults(Fault.garbage("*"));

    assertMayPass(LOCAL.tokenRefused(request(someone())));
    assertThat(LOCAL.meters().lines()).containsExactly(TOKEN + " temporarily_unavailable");
  }

  @Test
  void answerWithoutMembersMayPass() {
    OpenIdToken token = LOCAL.token(someone());
    LOCAL.faults(Fault.error("*", "Nothing", "to see here").withStatus(200));

    assertMayPass(LOCAL.tokenRefused(request(someone())));
    assertMayPass(refused(() -> LOCAL.gateway().credentials(POOL, token, PATIENCE)));
  }

  @Test
  void nobodyThereMayPass() {
    URI nobody;
    try (LocalCognito gone = LocalCognito.start(LocalCognitoOptions.defaults())) {
      nobody = gone.endpoint();
    }
    try (Aws aws = LOCAL.aws(settings(nobody, PATIENCE))) {
      Failure failure = refused(() -> aws.gateway().openIdToken(request(someone()), PATIENCE));
      assertMayPass(failure);
      assertThat(failure.cause()).contains("ConnectException");
    }
  }

  private static void assertTimeout(Failure failure) {
    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(failure.description()).isEqualTo("AWS did not answer in time.");
    assertThat(failure.cause()).isNotBlank();
    assertThat(failure.awsRequestId()).isNull();
  }

  private static void assertMayPass(Failure failure) {
    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(failure.mayPass()).isTrue();
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(failure.description()).startsWith("AWS ").doesNotContain("Exception", "garbage");
    assertThat(failure.cause()).isNotBlank();
  }
}
