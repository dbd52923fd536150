package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.CREDENTIALS;
import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.POOL;
import static io.github.keycloakcognito.aws.LocalAws.TOKEN;
import static io.github.keycloakcognito.aws.LocalAws.refused;
import static io.github.keycloakcognito.aws.LocalAws.request;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DemoKey
class TracedCallsTest {

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  private final Recording tracing = new Recording();
  private final Aws aws = LOCAL.aws(LOCAL.settings(PATIENCE), tracing);

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void callIsOneSpanWithItsRequestId() {
    OpenIdToken token = aws.gateway().openIdToken(request(someone()), PATIENCE);

    assertThat(tracing.lines)
        .containsExactly(
            "CognitoIdentity " + TOKEN + " eu-west-1 answered " + token.awsRequestId());
  }

  @Test
  void retriedCallIsOneSpanToo() {
    LOCAL.faults(Fault.internalError(TOKEN).times(1));

    aws.gateway().openIdToken(request(someone()), PATIENCE);

    assertThat(LOCAL.attempts(TOKEN)).isEqualTo(2);
    assertThat(tracing.lines).hasSize(1);
  }

  @Test
  void refusedCallNamesErrorCodeAndRequest() {
    LOCAL.faults(Fault.throttle(TOKEN));

    Failure failure = refused(() -> aws.gateway().openIdToken(request(someone()), PATIENCE));

    assertThat(failure.awsRequestId()).isNotBlank();
    assertThat(tracing.lines)
        .containsExactly(
            "CognitoIdentity "
                + TOKEN
                + " eu-west-1 failed TooManyRequestsException "
                + failure.awsRequestId());
  }

  @Test
  void callWithoutAnswerNamesException() {
    OpenIdToken token = LOCAL.token(someone());
    LOCAL.faults(Fault.hang(CREDENTIALS));

    refused(() -> aws.gateway().credentials(POOL, token, Duration.ofMillis(200)));

    assertThat(tracing.lines)
        .containsExactly(
            "CognitoIdentity " + CREDENTIALS + " eu-west-1 failed ApiCallTimeoutException null");
  }

  @Test
  void warmUpIsNoCall() {
    aws.warmUp(Set.of());

    assertThat(tracing.lines).isEmpty();
  }

  private static final class Recording implements Tracing {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public <T> T exchange(String door, Function<ExchangeSpan, T> answer) {
      throw new AssertionError("adapters answer nobody");
    }

    @Override
    public void about(Caller caller, IdentityPool pool) {
      throw new AssertionError("as above");
    }

    @Override
    public AwsSpan awsCall(String service, String operation, String region) {
      String call = service + " " + operation + " " + region;
      return new AwsSpan() {
        @Override
        public void answered(String requestId) {
          lines.add(call + " answered " + requestId);
        }

        @Override
        public void failed(String error, String requestId) {
          lines.add(call + " failed " + error + " " + requestId);
        }
      };
    }

    @Override
    public Executor carriedBy(Executor executor) {
      return executor;
    }
  }
}
