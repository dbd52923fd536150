package io.github.keycloakcognito.containers;

import io.github.keycloakcognito.devstack.keycloak.KeycloakException;
import java.io.IOException;
import java.util.Map;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A PostgreSQL in a container, with a database for each server. */
final class Databases {
  private static final int PORT = 5432;
  private static final String USER = "keycloak";
  private static final String PASSWORD = "keycloak";
  private static final String OFFICIAL = "docker.io/library/postgres:15.18";

  /** By TCP: while the image prepares itself, it listens on its socket only. */
  private static final String PSQL =
      "PGPASSWORD=" + PASSWORD + " psql -q -h 127.0.0.1 -U " + USER + " -d postgres";

  private static Databases ofThisJvm;

  private final GenericContainer<?> postgres =
      new GenericContainer<>(
              DockerImageName.parse(System.getenv().getOrDefault("POSTGRES_IMAGE", OFFICIAL)))
          .withEnv(Map.of("POSTGRES_USER", USER, "POSTGRES_PASSWORD", PASSWORD))
          .withExposedPorts(PORT)
          .withCommand("-c", "fsync=off", "-c", "max_connections=300")
          .waitingFor(Wait.forSuccessfulCommand(PSQL + " -c 'select 1'"));

  private Databases() {
    postgres.start();
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop, "postgres-stop"));
  }

  static synchronized Databases ofThisJvm() {
    if (ofThisJvm == null) {
      ofThisJvm = new Databases();
    }
    return ofThisJvm;
  }

  /** Makes the database anew, or leaves it as it is if {@code keepData}. */
  void prepare(String name, boolean keepData) {
    if (!keepData) {
      sql("drop database if exists \"" + name + "\" with (force)");
      sql("create database \"" + name + "\" template template0 encoding \"UTF8\"");
    }
  }

  /** The options of {@code kc.sh start} that name the database. */
  Map<String, String> options(String name) {
    String server = postgres.getHost() + ":" + postgres.getMappedPort(PORT);
    return Map.of(
        "db-url",
        "jdbc:postgresql://" + server + "/" + name,
        "db-username",
        USER,
        "db-password",
        PASSWORD);
  }

  private void sql(String statement) {
    try {
      ExecResult result = postgres.execInContainer("sh", "-c", PSQL + " -c '" + statement + "'");
      if (result.getExitCode() != 0) {
        throw new KeycloakException(statement + ": " + result.getStderr());
      }
    } catch (IOException e) {
      throw new KeycloakException(statement + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeycloakException("Interrupted: " + statement, e);
    }
  }
}
