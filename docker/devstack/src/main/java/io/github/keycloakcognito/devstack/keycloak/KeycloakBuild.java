package io.github.keycloakcognito.devstack.keycloak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code kc.sh build}, which takes half a minute: done only if the provider JARs, the build options
 * or the JDK are not those of the last build in this home, or in another.
 */
final class KeycloakBuild {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final ServerSettings settings;

  KeycloakBuild(ServerSettings settings) {
    this.settings = settings;
  }

  void ensure() {
    Path stamp = settings.home().path().resolve(".built-from");
    try {
      String wanted = fingerprint();
      if (Files.isRegularFile(stamp) && Files.readString(stamp).equals(wanted)) {
        return;
      }
      Files.deleteIfExists(stamp);
      new KeycloakBuilds(settings.distribution().builds().resolve(kind()))
          .ensure(wanted, settings.home(), this::run);
      Files.writeString(stamp, wanted);
    } catch (IOException e) {
      throw new KeycloakException("Cannot build " + settings.home().path() + ": " + e, e);
    }
  }

  private void run() {
    ServerProcess process =
        ServerProcess.start(
            settings.buildCommand(),
            ServerEnvironment.forBuild(System.getenv(), settings.javaHome()),
            settings.home().path(),
            settings.log());
    boolean ended = process.awaitExit(TIMEOUT);
    process.end(Duration.ZERO);
    if (!ended || process.exitCode() != 0) {
      throw process.failure("`kc.sh build` failed");
    }
  }

  private String kind() throws IOException {
    return HexFormat.of().formatHex(digestOfKind().digest(), 0, 8);
  }

  private String fingerprint() throws IOException {
    MessageDigest digest = digestOfKind();
    for (Path jar : providers()) {
      digest.update(Files.readAllBytes(jar));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private MessageDigest digestOfKind() throws IOException {
    MessageDigest digest = sha256();
    Stream.of(
            Stream.of(settings.home().distribution(), settings.javaHome().toString()),
            settings.buildArguments().stream(),
            providers().stream().map(jar -> jar.getFileName().toString()))
        .flatMap(Function.identity())
        .forEach(part -> digest.update((part + "\n").getBytes(StandardCharsets.UTF_8)));
    return digest;
  }

  private List<Path> providers() throws IOException {
    try (Stream<Path> files = Files.list(settings.home().path().resolve("providers"))) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
