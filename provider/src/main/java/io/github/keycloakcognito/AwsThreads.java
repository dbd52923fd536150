package io.github.keycloakcognito;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that call AWS. They are ours, so that a call which outlives its time-out costs
 * Keycloak no worker; they are few and go when idle.
 */
final class AwsThreads implements Executor, AutoCloseable {

  private static final long IDLE_SECONDS = 60;
  private static final long LAST_CALL_SECONDS = 5;

  private final ThreadPoolExecutor pool;

  /**
   * @param most threads at once; as many calls again may queue, further ones are rejected
   */
  AwsThreads(int most) {
    this.pool =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(most),
            new DaemonThreads("aws"));
    pool.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /** Lets calls under way end, for a moment. */
  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(LAST_CALL_SECONDS, TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
