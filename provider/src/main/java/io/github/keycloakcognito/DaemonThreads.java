package io.github.keycloakcognito;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads of ours: named, and none that keeps a server from ending. */
public final class DaemonThreads implements ThreadFactory {

  private final String name;
  private final AtomicInteger made = new AtomicInteger();

  /**
   * @param name of the threads, after {@code cognito-} and before their number
   */
  public DaemonThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "cognito-" + name + "-" + made.incrementAndGet());
    thread.setDaemon(true);
    // The SDK finds its parts through the context class loader, which must be the provider's.
    thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
    return thread;
  }
}
