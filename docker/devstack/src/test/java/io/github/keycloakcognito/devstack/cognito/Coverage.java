package io.github.keycloakcognito.devstack.cognito;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.keycloakcognito.devstack.cognito.control.LoggedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What tests that passed were answered, in the whole run: {@link OperationTable} makes a table of
 * it. Each JVM of the run writes its own file. Thread-safe.
 */
final class Coverage {
  private static final Path FOLDER = Path.of("target", "coverage");
  private static final Path FILE = Path.of(System.getProperty("coverage.file", FOLDER + "/1.json"));

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Map<String, Seen> BY_OPERATION = new TreeMap<>();

  /**
   * What was seen of one operation.
   *
   * @param outcomes that it came to by itself
   * @param injected errors
   * @param constraints of the service model that were broken, and refused in AWS's wording
   */
  record Seen(TreeSet<String> outcomes, TreeSet<String> injected, TreeSet<String> constraints) {
    Seen() {
      this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    Seen with(Seen other) {
      outcomes.addAll(other.outcomes);
      injected.addAll(other.injected);
      constraints.addAll(other.constraints);
      return this;
    }
  }

  private Coverage() {}

  static String key(String service, String operation) {
    return service + ":" + operation;
  }

  /** Notes what the calls of a test came to, if it passed. */
  static void add(ExtensionContext test, LocalCognito server) {
    if (test.getExecutionException().isEmpty()) {
      server.log().forEach(Coverage::add);
    }
    server.clearLog();
  }

  private static synchronized void add(LoggedCall call) {
    Seen seen = seen(call.service(), call.operation());
    (call.fault().isPresent() ? seen.injected() : seen.outcomes()).add(call.outcome());
  }

  /** Notes a constraint that was broken and refused. */
  static synchronized void constraint(String service, String operation, String pathAndRule) {
    seen(service, operation).constraints().add(pathAndRule);
  }

  private static Seen seen(String service, String operation) {
    return BY_OPERATION.computeIfAbsent(key(service, operation), name -> new Seen());
  }

  /** What all JVMs of the run wrote. */
  static Map<String, Seen> read() throws IOException {
    Map<String, Seen> all = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER, "*.json")) {
      for (Path file : files) {
        JSON.readValue(file.toFile(), new TypeReference<Map<String, Seen>>() {})
            .forEach((operation, seen) -> all.merge(operation, seen, Seen::with));
      }
    }
    return all;
  }

  static synchronized void write() {
    try {
      Files.createDirectories(FOLDER);
      JSON.writeValue(FILE.toFile(), BY_OPERATION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
