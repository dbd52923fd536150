package io.github.keycloakcognito.devstack.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Keycloak distribution: the ZIP {@code keycloak-quarkus-dist}, called {@code
 * keycloak-<version>.zip}.
 *
 * @param zip the file; it need not exist before it is unpacked
 */
public record KeycloakDistribution(Path zip) {

  /**
   * The system property with the ZIP's path; the build sets it for integration tests and the quick
   * start.
   */
  public static final String PROPERTY = "keycloak.dist";

  /** In a home: says what was unpacked. */
  static final String MARKER = ".unpacked-from";

  /**
   * The distribution this build resolved, chosen by {@code -Dkeycloak.server.version}.
   *
   * @throws KeycloakException if the property is missing or names no file
   */
  public static KeycloakDistribution resolved() {
    String value = System.getProperty(PROPERTY);
    if (value == null || value.isBlank()) {
      throw new KeycloakException(
          "System property "
              + PROPERTY
              + " is not set. It names the Keycloak ZIP, normally"
              + " docker/devstack/target/keycloak/keycloak-<version>.zip, which `./mvnw package`"
              + " puts there.");
    }
    Path zip = Path.of(value).toAbsolutePath();
    if (!Files.isRegularFile(zip)) {
      throw new KeycloakException(
          zip + " does not exist. Run `./mvnw -pl docker/devstack package -DskipTests` once.");
    }
    return new KeycloakDistribution(zip);
  }

  /** Builds that homes of this distribution share. */
  Path builds() {
    return zip.toAbsolutePath().resolveSibling("built");
  }

  /**
   * Unpacks into {@code home}, unless this very ZIP is unpacked there already.
   *
   * @param home the server's folder; another version found there is replaced
   */
  public KeycloakHome unpack(Path home) {
    Path target = home.toAbsolutePath().normalize();
    try {
      Path marker = target.resolve(MARKER);
      String stamp = zip.getFileName() + " " + Files.size(zip) + "\n";
      if (!Files.isRegularFile(marker) || !Files.readString(marker).equals(stamp)) {
        Folders.delete(target);
        Zip.unpackWithoutTopFolder(zip, target);
        Files.writeString(marker, stamp);
      }
      return new KeycloakHome(target);
    } catch (IOException e) {
      throw new KeycloakException("Cannot unpack " + zip + " into " + target + ": " + e, e);
    }
  }
}
