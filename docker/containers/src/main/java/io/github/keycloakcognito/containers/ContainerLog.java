package io.github.keycloakcognito.containers;

import io.github.keycloakcognito.devstack.keycloak.KeycloakException;
import io.github.keycloakcognito.devstack.keycloak.ServerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** Takes a container's output into a server's log. */
final class ContainerLog implements Consumer<OutputFrame> {
  private static final long AFTER_EXIT_MILLIS = 2_000;

  private final ServerLog file;
  private final CountDownLatch ended = new CountDownLatch(1);

  ContainerLog(ServerLog file) {
    this.file = file;
  }

  @Override
  public void accept(OutputFrame frame) {
    if (frame.getType() == OutputFrame.OutputType.END) {
      ended.countDown();
    } else {
      frame.getUtf8String().lines().forEach(this::add);
    }
  }

  /** As {@link ServerLog#ending}, once the output of an ended container has come in. */
  String ending() {
    try {
      boolean complete = ended.await(AFTER_EXIT_MILLIS, TimeUnit.MILLISECONDS);
      return file.ending() + (complete ? "" : "\n  (more may follow)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeycloakException("Interrupted while reading " + file.file(), e);
    }
  }

  private void add(String line) {
    try {
      file.add(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
