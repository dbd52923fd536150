package io.github.keycloakcognito.events;

import io.github.keycloakcognito.DaemonThreads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads of ours with a queue that takes what fits and makes nobody wait. */
final class EventThreads implements AutoCloseable {

  private static final long IDLE_SECONDS = 60;
  private static final long LAST_WORK_SECONDS = 1;

  private final ThreadPoolExecutor pool;

  /**
   * @param most threads at once
   * @param queued tasks that wait for a thread
   */
  EventThreads(String name, int most, int queued) {
    this.pool =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queued),
            new DaemonThreads(name));
    pool.allowCoreThreadTimeOut(true);
  }

  /** Whether there is room for the task; it is dropped otherwise. */
  boolean offer(Runnable task) {
    try {
      pool.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Lets work under way end, for a moment. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      boolean unused = pool.awaitTermination(LAST_WORK_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
