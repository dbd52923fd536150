package io.github.keycloakcognito.devstack.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lines that tell what goes on, with the seconds since the start. */
public final class Progress {
  private static final long HEARTBEAT_SECONDS = 10;

  private final PrintStream out;
  private final long begin = System.nanoTime();

  public Progress(PrintStream out) {
    this.out = out;
  }

  void say(String line) {
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    out.printf("[%3d s] %s%n", seconds, line);
    out.flush();
  }

  /** Says the line every ten seconds until the result is run. */
  Runnable heartbeat(String line) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    var beat =
        timer.scheduleAtFixedRate(
            () -> say(line), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    return () -> {
      beat.cancel(false);
      timer.shutdown();
    };
  }
}
