package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Questions to AWS that are not kept. */
class AskTest {

  private static final Duration SOON = Duration.ofMillis(50);

  @AutoClose private final Exchange exchange = new Exchange();

  @Test
  void asksEachTimeOnAThreadOfOurs() {
    ExchangeService service = exchange.service();
    AtomicInteger asked = new AtomicInteger();
    Thread caller = Thread.currentThread();

    for (int i = 1; i <= 2; i++) {
      int answer =
          Outcomes.issued(
              service.<Integer>ask(
                  time -> {
                    assertThat(Thread.currentThread()).isNotSameAs(caller);
                    assertThat(time).isEqualTo(Exchange.PATIENT);
                    return asked.incrementAndGet();
                  }),
              Source.FRESH);
      assertThat(answer).isEqualTo(i);
    }
    assertThat(exchange.meters.lookups).isEmpty();
  }

  @Test
  void tellsWhatAwsSays() {
    Failure failure =
        Outcomes.failure(
            exchange.service().ask(time -> FakeGateway.failing(Kind.AWS_DENIED).apply(time)));

    assertThat(failure.kind()).isEqualTo(Kind.AWS_DENIED);
  }

  @Test
  void waitsNoLongerThanForACall() {
    ExchangeService service =
        exchange.service(new Limits(1, 10_000, Duration.ofSeconds(1), SOON, Duration.ofMinutes(1)));

    Failure failure =
        Outcomes.failure(
            service.ask(
                time -> {
                  exchange.hang();
                  return "late";
                }));

    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void isRefusedWhereAllPlacesAreTaken() {
    ExchangeService service =
        exchange.service(
            new Limits(1, 10_000, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1)));
    CountDownLatch asked = new CountDownLatch(1);
    var first =
        exchange.ask(
            () ->
                service.ask(
                    time -> {
                      asked.countDown();
                      exchange.hang();
                      return "late";
                    }));
    Exchange.await(asked);

    Failure failure = Outcomes.failure(service.ask(time -> "too many"));

    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(failure.retryAfter()).isPositive();
    assertThat(first).isNotDone();
  }

  @Test
  void isRefusedWhereAllThreadsAreBusy() {
    ExchangeService service =
        exchange.service(
            task -> {
              throw new RejectedExecutionException();
            },
            new Limits(1, 10_000, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1)));

    assertThat(Outcomes.failure(service.ask(time -> "never")).kind())
        .isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
  }
}
