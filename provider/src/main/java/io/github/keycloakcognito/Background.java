package io.github.keycloakcognito;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What a node does by itself, again and again, on threads of ours: Keycloak's timer has one thread
 * for all, and holds a transaction.
 */
final class Background implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Background.class);
  private static final long LAST_WORK_SECONDS = 5;

  private final ScheduledExecutorService executor;

  /**
   * @param tasks how many run side by side
   */
  Background(int tasks) {
    ScheduledThreadPoolExecutor threads =
        new ScheduledThreadPoolExecutor(tasks, new DaemonThreads("background"));
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.executor = Executors.unconfigurableScheduledExecutorService(threads);
  }

  /** Runs {@code task} now, and a {@code pause} after each end of it, whatever it throws. */
  @SuppressWarnings("FutureReturnValueIgnored") // The task itself tells what it throws.
  void repeat(String name, Duration pause, Runnable task) {
    executor.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            // A database that is away for a moment must not end the task for ever.
            LOG.warnf(e, "%s failed, and is tried again", name);
          }
        },
        0,
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Whether long work should come to its end. */
  boolean isClosing() {
    return executor.isShutdown();
  }

  /**
   * Lets work under way end, for a moment. Nothing is interrupted before: H2 closes its file when
   * the thread that writes it is.
   */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(LAST_WORK_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
        LOG.debug("Work in the background did not end in time; its claims expire");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
