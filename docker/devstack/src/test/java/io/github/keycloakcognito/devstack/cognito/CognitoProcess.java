package io.github.keycloakcognito.devstack.cognito;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The local Cognito as a process of its own, on a free port. */
final class CognitoProcess implements AutoCloseable {
  private static final Pattern ENDPOINT = Pattern.compile("listens on (http://\\S+)");

  private final Process process;
  private final URI endpoint;

  private CognitoProcess(Process process) {
    this.process = process;
    this.endpoint = endpoint(process);
  }

  /** Starts one from the class path of the tests, and waits until it listens. */
  static CognitoProcess start(String... options) {
    List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LocalCognitoMain.class.getName());
    command.addAll(List.of("--port", "0", "--no-quotas"));
    command.addAll(List.of(options));
    return run(command);
  }

  /** Starts one by this command, and waits until it listens. */
  static CognitoProcess run(List<String> command) {
    try {
      return new CognitoProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String java() {
    return System.getProperty("java.home") + "/bin/java";
  }

  private static URI endpoint(Process process) {
    StringBuilder said = new StringBuilder();
    try {
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        Matcher matcher = ENDPOINT.matcher(line);
        if (matcher.find()) {
          return URI.create(matcher.group(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("did not start: " + said);
  }

  URI endpoint() {
    return endpoint;
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM; returns the exit code. */
  int terminate() {
    process.destroy();
    return awaitEnd();
  }

  private int awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
