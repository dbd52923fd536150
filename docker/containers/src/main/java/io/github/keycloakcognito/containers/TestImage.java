package io.github.keycloakcognito.containers;

import io.github.keycloakcognito.devstack.keycloak.KeycloakException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The image that {@code docker/image} has built, with other build options of Keycloak. The engine
 * keeps its layers, so the same options are built once.
 *
 * @param providers JARs that have to be in the image as they are
 */
record TestImage(Map<String, String> buildOptions, List<Path> providers) {
  private static final String FOLDER = "/opt/keycloak/providers/";
  private static final Path TURN =
      Path.of(System.getProperty("java.io.tmpdir"), "keycloak-cognito-image.lock");

  /** Set by Maven; the variable is that of {@code docker/image} and {@code docker/compose.yaml}. */
  private static final String BASE =
      System.getenv()
          .getOrDefault("KEYCLOAK_COGNITO_IMAGE", System.getProperty("containers.image"));

  private static final Map<TestImage, String> BUILT = new ConcurrentHashMap<>();

  /** Builds it, unless the engine has it; returns its name. */
  String build() {
    return BUILT.computeIfAbsent(this, TestImage::buildInTurn);
  }

  /** Podman, told to build the same twice at once, takes away the layers of one under the other. */
  private String buildInTurn() {
    try (FileChannel turn =
        FileChannel.open(TURN, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      turn.lock();
      return buildNow();
    } catch (IOException e) {
      throw new KeycloakException("Cannot wait for other builds at " + TURN + ": " + e, e);
    }
  }

  private String buildNow() {
    String options =
        buildOptions.entrySet().stream()
            .map(e -> "--" + e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(" "));
    return new ImageFromDockerfile(BASE + "-" + Integer.toHexString(options.hashCode()), false)
        .withDockerfileFromBuilder(
            file -> {
              file.from(BASE);
              providers.forEach(jar -> file.run(requireSame(jar)));
              file.run("/opt/keycloak/bin/kc.sh build " + options);
            })
        .get();
  }

  private static String requireSame(Path jar) {
    return "echo '%s  %s' | sha256sum -c || { echo 'The image has another JAR: run docker/image'; exit 1; }"
        .formatted(sha256(jar), FOLDER + jar.getFileName());
  }

  private static String sha256(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new KeycloakException("Cannot read " + file + ": " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
