package io.github.keycloakcognito.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command line {@code keycloak-aws}, with the values of a realm put in. */
final class CliProgram {

  private static final Pattern PLACEHOLDER = Pattern.compile("@([A-Z_]+)@");

  private static final Map<CliShell, String> TEMPLATES = new EnumMap<>(CliShell.class);

  static {
    for (CliShell shell : CliShell.values()) {
      TEMPLATES.put(shell, shell.parts().map(CliProgram::read).collect(Collectors.joining()));
    }
  }

  private CliProgram() {}

  private static String read(String resource) {
    try (InputStream in = CliProgram.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The whole program.
   *
   * @param values of the placeholders by their names; any characters but NUL
   */
  static String of(CliShell shell, Map<String, String> values) {
    // At once, so that a value is never taken for a placeholder.
    return PLACEHOLDER
        .matcher(TEMPLATES.get(shell))
        .replaceAll(found -> Matcher.quoteReplacement(shell.literal(values.get(found.group(1)))));
  }
}
