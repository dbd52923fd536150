package io.github.keycloakcognito.devstack.cognito;

import io.github.keycloakcognito.devstack.cognito.Coverage.Seen;
import io.github.keycloakcognito.devstack.cognito.control.LoggedCall;
import io.github.keycloakcognito.devstack.cognito.model.OperationModel;
import io.github.keycloakcognito.devstack.cognito.model.ServiceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes the table of the README from what the tests have seen; with {@code --check} it only says
 * whether the README has it.
 */
final class OperationTable {
  private static final String BEGIN =
      "<!-- operations: written by docker/devstack/operations -->\n";
  private static final String END = "<!-- /operations -->\n";

  private final Map<String, Seen> seen;
  private final StringBuilder table = new StringBuilder();

  private OperationTable(Map<String, Seen> seen) {
    this.seen = seen;
  }

  /** Runs in the module's folder, after its tests. */
  public static void main(String[] args) throws IOException {
    Map<String, Seen> seen = Coverage.read();
    Path readme = Path.of("README.md");
    String present = Files.readString(readme);
    int begin = present.indexOf(BEGIN) + BEGIN.length();
    String wanted =
        present.substring(0, begin)
            + new OperationTable(seen).write()
            + present.substring(present.indexOf(END));
    if (args.length == 0) {
      Files.writeString(readme, wanted);
    } else if (!present.equals(wanted)) {
      System.err.println(
          "README.md does not have the table that the tests give; run docker/devstack/operations");
      System.exit(1);
    }
  }

  private String write() {
    table.append("| operation | succeeds | declared errors | constraints |\n|---|---|---|---|\n");
    rows("cognito-identity", ServiceModel.cognitoIdentity(), operation -> true);
    rows("sts", ServiceModel.sts(), operation -> succeeded("sts", operation));
    rows("cognito-sync", ServiceModel.cognitoSync(), operation -> true);
    return table.toString();
  }

  private void rows(String service, ServiceModel model, Predicate<OperationModel> offered) {
    model.operations().stream().filter(offered).forEach(operation -> row(service, operation));
  }

  private void row(String service, OperationModel operation) {
    Seen row = seen(service, operation);
    String errors =
        operation.errors().stream()
            .map(error -> mark(row, error) + error.replaceFirst("Exception$", ""))
            .collect(Collectors.joining(", "));
    table.append(
        String.format(
            "| %s | %s | %s | %d |%n",
            operation.name(),
            succeeded(service, operation) ? "✓" : "–",
            errors,
            row.constraints().size()));
  }

  /** STS shortens some names on the wire. */
  private static String mark(Seen row, String error) {
    String shorter = error.replaceFirst("Exception$", "");
    if (row.outcomes().contains(error) || row.outcomes().contains(shorter)) {
      return "✓ ";
    }
    return row.injected().contains(error) || row.injected().contains(shorter) ? "⚑ " : "– ";
  }

  private boolean succeeded(String service, OperationModel operation) {
    return seen(service, operation).outcomes().contains(LoggedCall.OK);
  }

  private Seen seen(String service, OperationModel operation) {
    return seen.getOrDefault(Coverage.key(service, operation.name()), new Seen());
  }
}
