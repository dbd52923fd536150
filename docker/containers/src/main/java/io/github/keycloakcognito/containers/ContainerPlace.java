package io.github.keycloakcognito.containers;

import io.github.keycloakcognito.devstack.keycloak.ServerPlace;
import io.github.keycloakcognito.devstack.keycloak.ServerRun;
import io.github.keycloakcognito.devstack.keycloak.ServerSettings;
import java.util.Map;
import java.util.TreeMap;

/**
 * Containers. A server that would have a file for a database on this machine has one on a
 * PostgreSQL that all servers of this JVM share.
 */
public final class ContainerPlace implements ServerPlace {
  private static final String DATABASE = "db";

  @Override
  public void prepare(ServerSettings settings) {
    settings.log().begin();
    if (needsDatabase(settings)) {
      Databases.ofThisJvm().prepare(database(settings), settings.keepData());
    }
  }

  @Override
  public ServerRun start(ServerSettings settings) {
    String image = new TestImage(buildOptions(settings), settings.providers()).build();
    KeycloakInContainer container = new KeycloakInContainer(image, startOptions(settings));
    settings.realms().forEach(container::withRealm);
    container.withVariables(settings.environment());
    container.withEnv("JAVA_OPTS_APPEND", String.join(" ", settings.jvmOptions()));
    return ContainerRun.start(container, settings.log());
  }

  private static boolean needsDatabase(ServerSettings settings) {
    return settings.buildOptions().get(DATABASE).startsWith("dev-");
  }

  private static String database(ServerSettings settings) {
    return settings.home().path().getFileName().toString();
  }

  private static Map<String, String> buildOptions(ServerSettings settings) {
    Map<String, String> options = new TreeMap<>(settings.buildOptions());
    if (needsDatabase(settings)) {
      options.put(DATABASE, "postgres");
    }
    return options;
  }

  private static Map<String, String> startOptions(ServerSettings settings) {
    Map<String, String> options = new TreeMap<>(settings.options());
    if (needsDatabase(settings)) {
      options.putAll(Databases.ofThisJvm().options(database(settings)));
    }
    return options;
  }
}
