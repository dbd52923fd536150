package io.github.keycloakcognito.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.github.keycloakcognito.devstack.keycloak.KeycloakException;
import io.github.keycloakcognito.devstack.keycloak.ServerLog;
import io.github.keycloakcognito.devstack.keycloak.ServerRun;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;

/** One container of a server, removed at its end. */
final class ContainerRun implements ServerRun {
  private static final Duration GRACE_AT_SHUTDOWN = Duration.ofSeconds(8);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final DockerClient docker = DockerClientFactory.instance().client();
  private final KeycloakInContainer container;
  private final ContainerLog log;
  private final String id;
  private final Thread hook = new Thread(() -> remove(GRACE_AT_SHUTDOWN), "keycloak-stop");
  private boolean removed;

  private ContainerRun(KeycloakInContainer container, ContainerLog log) {
    this.container = container;
    this.log = log;
    this.id = container.getContainerId();
  }

  static ContainerRun start(KeycloakInContainer container, ServerLog file) {
    ContainerLog log = new ContainerLog(file);
    container.withLogConsumer(log);
    try {
      container.start();
    } catch (ContainerLaunchException e) {
      throw new KeycloakException("Cannot start a container: " + e + ". " + log.ending(), e);
    }
    ContainerRun run = new ContainerRun(container, log);
    Runtime.getRuntime().addShutdownHook(run.hook);
    return run;
  }

  @Override
  public boolean isAlive() {
    return !awaitExit(Duration.ZERO);
  }

  @Override
  public boolean awaitExit(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    while (!hasEnded()) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      pause();
    }
    return true;
  }

  @Override
  public KeycloakException failure(String what) {
    return new KeycloakException(
        what + ": exit code " + state().getExitCodeLong() + ". " + log.ending());
  }

  @Override
  public void end(Duration grace) {
    remove(grace);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // This JVM is shutting down: the hook will find nothing to do.
    }
  }

  private synchronized void remove(Duration grace) {
    if (removed) {
      return;
    }
    if (!grace.isZero()) {
      ask(grace);
    }
    container.stop();
    removed = true;
  }

  private void ask(Duration grace) {
    try {
      docker.stopContainerCmd(id).withTimeout(Math.toIntExact(grace.toSeconds())).exec();
    } catch (NotFoundException | NotModifiedException e) {
      return; // It ended by itself.
    }
  }

  /** Podman 4's answer to a wait for the end names no exit code, so it is looked at. */
  private synchronized boolean hasEnded() {
    return removed || !Boolean.TRUE.equals(state().getRunning());
  }

  private ContainerState state() {
    return docker.inspectContainerCmd(id).exec().getState();
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeycloakException("Interrupted while waiting for Keycloak", e);
    }
  }
}
