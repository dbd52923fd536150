package io.github.keycloakcognito.devstack.keycloak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Takes a server's output line by line: into a file, to a listener, and the last lines into memory.
 */
public final class ServerLog {
  private static final int LINES_KEPT = 30;

  private final Path file;
  private final Consumer<String> listener;
  private final Deque<String> last = new ArrayDeque<>();

  /**
   * @param listener called on the reading thread; must be quick, as the server waits for it
   */
  ServerLog(Path file, Consumer<String> listener) {
    this.file = file;
    this.listener = listener;
  }

  /** Where the lines go; exists once there is one. */
  public Path file() {
    return file;
  }

  /** Appends until the stream ends, on a thread of its own. */
  Thread follow(InputStream output) {
    Thread thread = new Thread(() -> pump(output), "keycloak-log");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The last lines and the file's path, for an exception's message. */
  public synchronized String ending() {
    return "Last lines of the log " + file + ":\n  " + String.join("\n  ", last);
  }

  /**
   * Begins anew, with nothing.
   *
   * @throws KeycloakException if nothing can be written there
   */
  public void begin() {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new KeycloakException("Cannot write the log " + file + ": " + e, e);
    }
  }

  /**
   * Appends one line. Not for several threads at a time.
   *
   * @throws IOException if it can't be written
   */
  public void add(String line) throws IOException {
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    remember(line);
    listener.accept(line);
  }

  private void pump(InputStream output) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      remember("(log ends here: " + e + ")");
    }
  }

  private synchronized void remember(String line) {
    if (last.size() == LINES_KEPT) {
      last.removeFirst();
    }
    last.addLast(line);
  }
}
