package io.github.keycloakcognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AwsThreadsTest {

  @AutoClose private final AwsThreads threads = new AwsThreads(2);

  @Test
  void threadsDoNotKeepServerAliveAndSeeProvidersClasses() {
    CompletableFuture<Thread> ran = new CompletableFuture<>();

    // A thread inherits the class loader of whoever makes it.
    ClassLoader tests = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      threads.execute(() -> ran.complete(Thread.currentThread()));
    } finally {
      Thread.currentThread().setContextClassLoader(tests);
    }

    Thread thread = ran.join();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).startsWith("cognito-aws-");
    assertThat(thread.getContextClassLoader()).isSameAs(AwsThreads.class.getClassLoader());
  }

  @Test
  void asManyMayQueueAsRunAndFurtherOnesAreRejected() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    Runnable call =
        () -> {
          running.incrementAndGet();
          waitFor(end);
        };
    for (int i = 0; i < 4; i++) {
      threads.execute(call);
    }

    await().until(() -> running.get() == 2);
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> threads.execute(call));

    end.countDown();
    await().until(() -> running.get() == 4);
  }

  @Test
  void closingLetsCallsUnderWayEnd() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    List<String> ended = new CopyOnWriteArrayList<>();
    threads.execute(
        () -> {
          begun.countDown();
          waitFor(closing);
          ended.add("undisturbed");
        });
    waitFor(begun);

    closing.countDown();
    threads.close();

    assertThat(ended).containsExactly("undisturbed");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> threads.execute(() -> {}));
  }

  @Test
  void interruptedClosingEndsCallsAndStaysInterrupted() {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    threads.execute(
        () -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.complete(true);
          }
        });
    waitFor(begun);

    Thread.currentThread().interrupt();
    threads.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.join()).isTrue();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
