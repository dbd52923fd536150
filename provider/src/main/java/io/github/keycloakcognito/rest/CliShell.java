package io.github.keycloakcognito.rest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shells that the command line is written in. */
enum CliShell {
  /** Any POSIX shell. */
  SH("sh") {
    @Override
    List<String> names() {
      return List.of(
          "settings.sh",
          "usage.sh",
          "json.sh",
          "http.sh",
          "session.sh",
          "keyring.sh",
          "signin.sh",
          "credentials.sh",
          "configure.sh",
          "check.sh",
          "main.sh");
    }

    /** Within single quotes only their own end means anything (POSIX.1-2017, XCU 2.2.2). */
    @Override
    String literal(String value) {
      return "'" + value.replace("'", "'\\''") + "'";
    }
  },

  /** Windows PowerShell 5.1 and PowerShell 7. */
  POWERSHELL("powershell") {
    @Override
    List<String> names() {
      return List.of("settings.ps1", "http.ps1", "session.ps1", "commands.ps1", "main.ps1");
    }

    /**
     * What is no plain ASCII goes in by number: PowerShell takes typographic quotes for quotes, and
     * version 5.1 reads files in the machine's code page.
     */
    @Override
    String literal(String value) {
      return value
          .chars()
          .mapToObj(
              c ->
                  c == '\'' || c < ' ' || c > '~'
                      ? "' + [char]0x%04X + '".formatted(c)
                      : String.valueOf((char) c))
          .collect(Collectors.joining("", "('", "')"));
    }
  };

  private final String code;

  CliShell(String code) {
    this.code = code;
  }

  /**
   * @param code as it stands in requests
   */
  static Optional<CliShell> of(String code) {
    return Stream.of(values()).filter(shell -> shell.code.equals(code)).findFirst();
  }

  /** The program's parts in their order. */
  abstract List<String> names();

  /** {@code value} as the shell reads it back, whatever characters it has. */
  abstract String literal(String value);

  /** Those parts as resources beside this class. */
  Stream<String> parts() {
    return names().stream().map(part -> "cli/" + code + "/" + part);
  }
}
