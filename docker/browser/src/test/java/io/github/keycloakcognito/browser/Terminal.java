package io.github.keycloakcognito.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A terminal with a home folder of its own, in which {@code keycloak-aws} lies as the realm serves
 * it. Its {@code curl} notes its own command line and the grant types that go through it.
 */
final class Terminal {

  /** The shells by their command lines. */
  static final List<String> SHELLS = List.of("dash", "bash", "busybox sh");

  private static final int LONGEST_SECONDS = 90;

  private static final String CURL =
      """
      #!/bin/sh
      input=$(cat)
      printf '%s\\n' "$*" >>"$HOME/curl.arguments"
      printf '%s\\n' "$input" | sed -n 's/^data-urlencode = "grant_type=\\(.*\\)"$/\\1/p' >>"$HOME/curl.grants"
      printf '%s\\n' "$input" | PATH=${PATH#*:} exec curl "$@"
      """;

  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<Process, Path> outputs = new HashMap<>();

  /**
   * @param output of both streams, apart and in full
   */
  record Ran(int status, String output, String error) {}

  private Terminal(Path home) {
    this.home = home;
    environment.put("HOME", home.toString());
    environment.put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  /** One without a sign-in. */
  static Terminal in(Path home, Stage stage) {
    Terminal terminal = new Terminal(home);
    try {
      Files.createDirectories(home.resolve("bin"));
      terminal.program("bin/curl", CURL);
      try (var in = stage.url("/realms/demo/cognito/cli").toURL().openStream()) {
        terminal.program("keycloak-aws", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return terminal;
  }

  /** Puts a program into the home folder; {@code bin/<name>} goes before the machine's own. */
  void program(String name, String text) throws IOException {
    Files.setPosixFilePermissions(
        Files.writeString(home.resolve(name), text), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path home() {
    return home;
  }

  Path path() {
    return home.resolve("keycloak-aws");
  }

  Terminal set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** {@code keycloak-aws}, in the machine's own sh. */
  Ran run(String... arguments) {
    return in("", arguments);
  }

  /**
   * {@code keycloak-aws} in a shell.
   *
   * @param shell one of {@link #SHELLS}, or empty
   */
  Ran in(String shell, String... arguments) {
    return finish(start(shell, arguments));
  }

  Process start(String shell, String... arguments) {
    List<String> command = new ArrayList<>();
    Stream.of(shell.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(command::add);
    command.add(path().toString());
    command.addAll(Arrays.asList(arguments));
    return start(command);
  }

  /** Any command. */
  Ran command(String... command) {
    return finish(start(List.of(command)));
  }

  private Process start(List<String> command) {
    try {
      Path output = Files.createTempFile(home, "out", "");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectOutput(output.toFile())
              .redirectError(Path.of(output + ".err").toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      outputs.put(process, output);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a process has written so far. */
  String output(Process process) {
    try {
      return Files.readString(outputs.get(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Ran finish(Process process) {
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still runs: " + output(process));
      }
      Path output = outputs.get(process);
      return new Ran(
          process.exitValue(),
          Files.readString(output),
          Files.readString(Path.of(output + ".err")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How often curl was told to send a grant type, since the terminal was opened. */
  long grants(String type) throws IOException {
    return Files.readAllLines(home.resolve("curl.grants")).stream().filter(type::equals).count();
  }

  /** The command lines of curl. */
  String curlArguments() throws IOException {
    return Files.readString(home.resolve("curl.arguments"));
  }

  /** The one file of the sign-in. */
  Path signIn() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve(".keycloak-aws"))) {
      return files
          .reduce(
              (one, other) -> {
                throw new AssertionError(one + ", " + other);
              })
          .orElseThrow();
    }
  }

  /** A value of the sign-in. */
  String kept(String name) throws IOException {
    return Files.readAllLines(signIn()).stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  void write(String file, byte[] bytes) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes, StandardOpenOption.CREATE_NEW);
  }
}
