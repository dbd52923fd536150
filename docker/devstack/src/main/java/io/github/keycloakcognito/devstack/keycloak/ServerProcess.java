package io.github.keycloakcognito.devstack.keycloak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of {@code kc.sh}: the shell and the JVM below it, ended together. A shutdown hook ends
 * them with this JVM.
 */
final class ServerProcess implements ServerRun {
  private static final Path DEV_NULL = Path.of("/dev/null");
  // What runs this JVM may itself kill it soon after it asked, Docker after ten seconds.
  private static final Duration GRACE_AT_SHUTDOWN = Duration.ofSeconds(8);
  private static final Duration AFTER_KILL = Duration.ofSeconds(10);

  private final Process shell;
  private final ServerLog log;
  private final Thread logThread;
  private final Set<ProcessHandle> tree = new LinkedHashSet<>();
  private final Thread hook = new Thread(() -> end(GRACE_AT_SHUTDOWN), "keycloak-stop");

  private ServerProcess(Process shell, ServerLog log) {
    this.shell = shell;
    this.log = log;
    this.logThread = log.follow(shell.getInputStream());
  }

  /**
   * @param environment the whole of it: nothing is inherited
   */
  static ServerProcess start(
      List<String> command, Map<String, String> environment, Path directory, ServerLog log) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(DEV_NULL.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      ServerProcess process = new ServerProcess(builder.start(), log);
      process.addHook();
      return process;
    } catch (IOException e) {
      throw new KeycloakException("Cannot run " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean isAlive() {
    return shell.isAlive();
  }

  @Override
  public boolean awaitExit(Duration time) {
    try {
      return shell.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      end(Duration.ZERO);
      Thread.currentThread().interrupt();
      throw new KeycloakException("Interrupted while waiting for Keycloak", e);
    }
  }

  /** Only after the end. */
  int exitCode() {
    return shell.exitValue();
  }

  @Override
  public KeycloakException failure(String what) {
    awaitLog();
    return new KeycloakException(what + ": exit code " + shell.exitValue() + ". " + log.ending());
  }

  /**
   * Asks the shell to end, which passes it on, and kills whatever of the two is left after {@code
   * grace}.
   */
  @Override
  public synchronized void end(Duration grace) {
    collectTree();
    if (!grace.isZero()) {
      // Not shell.destroy(): that closes the pipe, and the log would lack how it stopped.
      shell.toHandle().destroy();
      awaitTree(grace);
    }
    // The shell first: it starts the JVM again when that ends with a certain code.
    tree.forEach(ProcessHandle::destroyForcibly);
    awaitTree(AFTER_KILL);
    awaitLog();
    removeHook();
  }

  @Override
  public synchronized void ready() {
    collectTree();
  }

  /** Once the shell is dead, its JVM is no longer found below it: so look while it lives. */
  private void collectTree() {
    tree.add(shell.toHandle());
    shell.descendants().forEach(tree::add);
  }

  private void awaitTree(Duration time) {
    CompletableFuture<?>[] exits =
        tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(exits).get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitLog() {
    try {
      logThread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void addHook() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      end(Duration.ZERO);
      throw new KeycloakException("This JVM is shutting down", e);
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // This JVM is shutting down: the hook is what runs here, or will find nothing to do.
    }
  }
}
