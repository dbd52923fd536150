package io.github.keycloakcognito.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** A PostgreSQL of its own on 127.0.0.1; it needs no container, and may be run by root. */
final class Postgres implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(1);

  private final EmbeddedPostgres server;

  private Postgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts an empty one; its log is {@code postgres.log} in its directory. */
  static Postgres start() {
    Path directory = Path.of(System.getProperty("ot.epg.working-dir"));
    try {
      Files.createDirectories(directory);
      return new Postgres(
          EmbeddedPostgres.builder()
              .setDataDirectory(directory.resolve("data-" + UUID.randomUUID()))
              .setLocaleConfig("locale", "C")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "''")
              .setOutputRedirector(Redirect.appendTo(directory.resolve("postgres.log").toFile()))
              .setPGStartupWait(START)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty database of this name and returns it. */
  Database create(String name) {
    in("postgres").execute("CREATE DATABASE \"" + name + "\"");
    return in(name);
  }

  private Database in(String name) {
    // Whoever reaches the port is let in; Keycloak wants some password.
    return new Database(
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name, "postgres", "postgres");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
