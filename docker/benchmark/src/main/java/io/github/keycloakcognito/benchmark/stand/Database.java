package io.github.keycloakcognito.benchmark.stand;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/** A PostgreSQL of its own on 127.0.0.1, with the settings it comes with. */
final class Database implements AutoCloseable {

  /** Whoever reaches the port is let in; Keycloak wants some password. */
  static final String USER = "postgres";

  private static final Duration START = Duration.ofMinutes(1);

  private final EmbeddedPostgres server;

  private Database(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts an empty one.
   *
   * @param directory where its data and its log, {@code postgres.log}, lie
   */
  static Database start(Path directory) {
    System.setProperty("ot.epg.working-dir", directory.toString());
    try {
      Files.createDirectories(directory);
      return new Database(
          EmbeddedPostgres.builder()
              .setDataDirectory(directory.resolve("data-" + UUID.randomUUID()))
              .setLocaleConfig("locale", "C")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "''")
              .setServerConfig("max_connections", "300")
              .setOutputRedirector(Redirect.appendTo(directory.resolve("postgres.log").toFile()))
              .setPGStartupWait(START)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty database of this name and returns its JDBC URL. */
  String create(String name) {
    execute(url("postgres"), "CREATE DATABASE \"" + name + "\"");
    return url(name);
  }

  /** Runs statements, separated by semicolons. */
  static void execute(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url, USER, USER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Where it listens, on loopback. */
  int port() {
    return server.getPort();
  }

  private String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
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
