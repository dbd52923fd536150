package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** An {@link ExchangeService} among fakes, with threads for calls to AWS and for callers. */
final class Exchange implements AutoCloseable {

  static final Duration PATIENT = Duration.ofSeconds(30);

  final FakeGateway gateway = new FakeGateway();
  final FakeDirectory directory = new FakeDirectory();
  final ManualClock clock = new ManualClock();
  final FakeIssueCache cache = new FakeIssueCache(clock);
  final RecordingMeters meters = new RecordingMeters();
  final ExecutorService awsThreads = Executors.newCachedThreadPool();

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);

  ExchangeService service() {
    return service(new Limits(300, 10_000, Duration.ofSeconds(1), PATIENT, Duration.ofMinutes(1)));
  }

  ExchangeService service(Limits limits) {
    return service(awsThreads, limits);
  }

  ExchangeService service(Executor executor, Limits limits) {
    return service(() -> executor, limits);
  }

  /**
   * @param executors gives the calling thread's
   */
  ExchangeService service(Supplier<Executor> executors, Limits limits) {
    return new ExchangeService(gateway, directory, cache, executors, clock, meters, limits);
  }

  /** Runs {@code request} on a thread of its own. */
  <T> CompletableFuture<T> ask(Callable<T> request) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    callers.execute(
        () -> {
          try {
            answer.complete(request.call());
          } catch (Throwable e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  <T> List<CompletableFuture<T>> ask(int times, Callable<T> request) {
    List<CompletableFuture<T>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(ask(request));
    }
    return answers;
  }

  /** Blocks as an AWS that does not answer, until the test is over. */
  void hang() {
    await(end);
  }

  static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    callers.shutdownNow();
    awsThreads.shutdownNow();
  }
}
