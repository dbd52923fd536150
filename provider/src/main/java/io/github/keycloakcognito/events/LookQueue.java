package io.github.keycloakcognito.events;

import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Looks at saved pools, one after the other. Tells how many found no room in one line, once the
 * others are done.
 */
final class LookQueue implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(LookQueue.class);

  private final EventThreads threads;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();

  /**
   * @param queued looks that wait for their turn
   */
  LookQueue(int queued) {
    this.threads = new EventThreads("saved-pools", 1, queued);
  }

  /** Drops the look where there is no room. */
  void offer(Runnable look) {
    open.incrementAndGet();
    if (!threads.offer(() -> run(look))) {
      dropped.incrementAndGet();
      end();
    }
  }

  private void run(Runnable look) {
    try {
      look.run();
    } finally {
      end();
    }
  }

  private void end() {
    if (open.decrementAndGet() > 0) {
      return;
    }
    int missed = dropped.getAndSet(0);
    if (missed > 0) {
      LOG.warnf(
          "Too many pools were saved at once: %d of them were not looked at. What to do: POST"
              + " pools/{alias}/check, if they do not work",
          missed);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
