package io.github.keycloakcognito.benchmark.stand;

import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The JVM of a server on this machine, asked by the JDK's own {@code jcmd}. */
public final class Jvm {

  private final KeycloakServer server;
  private final long pid;

  private Jvm(KeycloakServer server, long pid) {
    this.server = server;
    this.pid = pid;
  }

  /** That of {@code server}, which this JVM has started. */
  public static Jvm of(KeycloakServer server) {
    String port = "--http-port=" + server.url().getPort();
    long pid =
        ProcessHandle.current()
            .descendants()
            .filter(process -> process.info().command().orElse("").endsWith("java"))
            .filter(process -> process.info().commandLine().orElse("").contains(port))
            .findFirst()
            .orElseThrow()
            .pid();
    return new Jvm(server, pid);
  }

  /** Its process. */
  public long pid() {
    return pid;
  }

  /** Bytes of the heap that are in use after a full collection. */
  public double liveHeap() {
    jcmd("GC.run");
    return Metrics.of(server, "jvm_memory_used_bytes", "area=\"heap\"");
  }

  /** What the process has used of the processors so far. */
  public Duration cpu() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }

  /**
   * Starts the Flight Recorder once, for nothing: its first start in a JVM throws away all code
   * that was compiled.
   */
  void prepareToRecord() {
    start(Set.of());
    jcmd("JFR.stop", "name=benchmark");
  }

  /**
   * The result of {@code work}, meanwhile recorded by the Flight Recorder.
   *
   * @param types of the events that are wanted, as {@code jdk.ExecutionSample}; those of sockets
   *     come however short they are
   */
  public <T> T record(Supplier<T> work, Set<String> types, Consumer<RecordedEvent> each) {
    try {
      Path file = Files.createTempFile("benchmark", ".jfr");
      try {
        start(types);
        T result = work.get();
        jcmd("JFR.stop", "name=benchmark", "filename=" + file);
        try (RecordingFile recording = new RecordingFile(file)) {
          while (recording.hasMoreEvents()) {
            RecordedEvent event = recording.readEvent();
            if (types.contains(event.getEventType().getName())) {
              each.accept(event);
            }
          }
        }
        return result;
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(Set<String> types) {
    List<String> command =
        new ArrayList<>(List.of("JFR.start", "name=benchmark", "settings=default"));
    types.stream()
        .filter(type -> type.startsWith("jdk.Socket"))
        .forEach(type -> command.add(type + "#threshold=0ns"));
    jcmd(command.toArray(String[]::new));
  }

  private void jcmd(String... command) {
    try {
      List<String> all = new ArrayList<>();
      all.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
      all.add(String.valueOf(pid));
      all.addAll(List.of(command));
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", all) + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
