package io.github.keycloakcognito.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.LogCapture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LookQueueTest {

  @AutoClose private final LogCapture log = new LogCapture(LookQueue.class);
  @AutoClose private final LookQueue looks = new LookQueue(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger looked = new AtomicInteger();

  @Test
  void tellsOnceHowManyFoundNoRoom() {
    fill();
    for (int more = 0; more < 3; more++) {
      looks.offer(looked::incrementAndGet);
    }
    assertThat(log.records()).isEmpty();

    end.countDown();

    await().until(() -> !log.records().isEmpty());
    assertThat(looked).hasValue(1);
    assertThat(log.records())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getLevel().intValue()).isEqualTo(Level.WARNING.intValue());
              assertThat(line.getMessage()).contains("3 of them", "check");
            });
  }

  @Test
  void tellsOfEachCrowdAnew() {
    fill();
    looks.offer(looked::incrementAndGet);
    end.countDown();
    await().until(() -> log.records().size() == 1);

    await()
        .until(
            () -> {
              for (int more = 0; more < 100; more++) {
                looks.offer(looked::incrementAndGet);
              }
              return log.records().size() > 1;
            });
  }

  @Test
  void saysNothingWhereAllFound() {
    fill();
    end.countDown();

    await().until(() -> looked.get() == 1);
    looks.close();
    assertThat(log.records()).isEmpty();
  }

  @Test
  void lookThatThrowsIsDoneToo() {
    looks.offer(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
          throw new IllegalStateException("meant to");
        });
    fill();
    looks.offer(looked::incrementAndGet);
    end.countDown();

    await().until(() -> log.records().size() == 1);
  }

  /** One look under way, and one that waits. */
  private void fill() {
    looks.offer(
        () -> {
          begun.countDown();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    await().until(() -> begun.getCount() == 0);
    looks.offer(looked::incrementAndGet);
  }
}
