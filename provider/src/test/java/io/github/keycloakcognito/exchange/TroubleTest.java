package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.LogCapture;
import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that are all busy, and errors nobody thought of. */
class TroubleTest {

  private static final Limits LIMITS =
      new Limits(10, 10_000, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1));

  @AutoClose private final Exchange exchange = new Exchange();
  @AutoClose private final LogCapture log = new LogCapture(Flights.class);

  @Test
  void tokenIsUnavailableWhenAllThreadsAreBusy() {
    ExchangeService service = exchange.service(running(0), LIMITS);

    assertBusy(Outcomes.failure(service.token(Samples.REQUEST)));
  }

  @Test
  void credentialsAreUnavailableWhenAllThreadsAreBusy() {
    ExchangeService service = exchange.service(running(0), LIMITS);

    assertBusy(Outcomes.failure(service.credentials(Samples.REQUEST)));
  }

  /** Credentials take three calls: for the role, the token and the credentials. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void credentialsAreUnavailableWhenThreadsRunOutHalfway(int tasks) {
    ExchangeService service = exchange.service(running(tasks), LIMITS);

    assertBusy(Outcomes.failure(service.credentials(Samples.REQUEST)));
    assertThat(exchange.gateway.credentialsCalls).isEmpty();
  }

  @Test
  void busyThreadsAreForgottenOnceOneIsFree() {
    AtomicInteger free = new AtomicInteger();
    ExchangeService service = exchange.service(limited(free), LIMITS);
    service.credentials(Samples.REQUEST);
    free.set(3);

    Outcomes.issued(service.credentials(Samples.REQUEST));
  }

  @Test
  void unforeseenErrorIsLoggedAndToldAsUnavailable() {
    RuntimeException unforeseen = new IllegalStateException("nobody thought of it");
    exchange.gateway.tokens =
        request -> {
          throw unforeseen;
        };

    Failure failure = Outcomes.failure(exchange.service().token(Samples.REQUEST));

    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(failure.retryAfter()).isPositive();
    assertThat(failure.description()).doesNotContain("nobody thought of it");
    assertThat(failure.cause()).contains("nobody thought of it");
    assertThat(log.records()).extracting(LogRecord::getThrown).containsExactly(unforeseen);
  }

  @Test
  void unforeseenErrorBehindTokenIsNotHiddenByCredentials() {
    exchange.gateway.credentials =
        token -> {
          throw new IllegalStateException("nobody thought of it");
        };

    Failure failure = Outcomes.failure(exchange.service().credentials(Samples.REQUEST));

    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(log.records())
        .extracting(LogRecord::getThrown)
        .hasExactlyElementsOfTypes(IllegalStateException.class);
  }

  @Test
  void foreseenFailureIsNotLoggedHere() {
    exchange.gateway.tokens = FakeGateway.failing(Kind.AWS_DENIED);

    exchange.service().token(Samples.REQUEST);

    assertThat(log.records()).isEmpty();
  }

  private static void assertBusy(Failure failure) {
    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(failure.cause()).contains("threads");
    assertThat(failure.retryAfter()).isPositive();
  }

  private Executor running(int tasks) {
    return limited(new AtomicInteger(tasks));
  }

  /** Runs as many tasks as {@code free} says, and rejects the rest. */
  private Executor limited(AtomicInteger free) {
    return task -> {
      if (free.getAndDecrement() <= 0) {
        throw new RejectedExecutionException("full");
      }
      exchange.awsThreads.execute(task);
    };
  }
}
