package io.github.keycloakcognito.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EventThreadsTest {

  @AutoClose private final EventThreads threads = new EventThreads("test", 1, 2);
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void dropsWhatDoesNotFitAndMakesNobodyWait() {
    CountDownLatch begun = new CountDownLatch(1);
    assertThat(threads.offer(() -> hang(begun))).isTrue();
    await().until(() -> begun.getCount() == 0);

    assertThat(threads.offer(() -> {})).isTrue();
    assertThat(threads.offer(() -> {})).isTrue();
    assertThat(threads.offer(() -> {})).isFalse();

    end.countDown();
    await().until(() -> threads.offer(() -> {}));
  }

  @Test
  void taskThatThrowsEndsNothing() {
    Set<String> ran = ConcurrentHashMap.newKeySet();
    threads.offer(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> ran.add("thrown"));
          throw new IllegalStateException("meant to");
        });
    await().until(() -> ran.contains("thrown"));

    threads.offer(() -> ran.add(Thread.currentThread().getName()));

    await().until(() -> ran.stream().anyMatch(name -> name.startsWith("cognito-test-")));
  }

  @Test
  void closedOnesTakeNothingAndInterruptWork() {
    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    threads.offer(
        () -> {
          begun.countDown();
          try {
            end.await();
          } catch (InterruptedException e) {
            interrupted.set(true);
          }
        });
    await().until(() -> begun.getCount() == 0);

    threads.close();

    assertThat(interrupted).isTrue();
    assertThat(threads.offer(() -> {})).isFalse();
  }

  private void hang(CountDownLatch begun) {
    begun.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
