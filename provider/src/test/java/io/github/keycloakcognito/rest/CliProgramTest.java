package io.github.keycloakcognito.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line that a realm serves")
class CliProgramTest {

  private static final List<String> NAMES =
      List.of("VERSION", "REALM_URL", "REALM", "CLIENT", "SCOPE", "POOL", "REGION");

  private static final Map<String, String> DEMO =
      Map.of(
          "VERSION", "0.1.0",
          "REALM_URL", "http://localhost:8080/realms/demo",
          "REALM", "demo",
          "CLIENT", "keycloak-aws",
          "SCOPE", "cognito",
          "POOL", "default",
          "REGION", "eu-west-1");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "it's",
        "''",
        "'; exit 9; '",
        "\"$HOME\" `id` $(id) ${x} \\ \\\\",
        "two\nlines\n\nexit 9\n#",
        "tab\t cr\r bell\u0007 escape\u001b",
        "@REALM@ @NONE@",
        "$1 \\1 $",
        "レルム ‘quoted’ é",
        " -n "
      })
  @DisplayName("holds every value as it is, whatever characters it has")
  void hostileValues(String value) throws Exception {
    Map<String, String> values =
        NAMES.stream().collect(Collectors.toMap(name -> name, name -> name + value));
    String program = CliProgram.of(CliShell.SH, values);
    String head = program.substring(0, program.indexOf("\nprogram="));
    String reader =
        NAMES.stream()
            .map(name -> name.equals("POOL") ? "default_pool" : name.toLowerCase(Locale.ROOT))
            .map(name -> "printf '%s\\0' \"$" + name + "\"\n")
            .collect(Collectors.joining());

    assertThat(run(head + "\n" + reader).split("\0"))
        .containsExactly(NAMES.stream().map(values::get).toArray(String[]::new));
  }

  @Test
  @DisplayName("runs, and tells what it is for")
  void runs() throws Exception {
    Path program = write("keycloak-aws", CliShell.SH);

    assertThat(output("sh", program.toString(), "--version"))
        .isEqualTo("keycloak-aws 0.1.0 for http://localhost:8080/realms/demo\n");
    assertThat(output("sh", program.toString(), "--help"))
        .contains("keycloak-aws exec [--role R]", "(\"demo-\" if not given)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's", "‘’‚‛", "a\nb\r\n`\"$x", "é 😀"})
  @DisplayName("is plain ASCII for PowerShell, where typographic quotes are quotes")
  void powershell(String value) {
    String literal = CliShell.POWERSHELL.literal(value);

    assertThat(literal).matches("\\('[ -~]*'\\)").doesNotContain("‘", "\n");
    assertThat(read(literal)).isEqualTo(value);
  }

  @Test
  @DisplayName("is plain ASCII altogether for PowerShell 5.1")
  void ascii() throws IOException {
    assertThat(Files.readString(write("keycloak-aws.ps1", CliShell.POWERSHELL)))
        .matches("[\\n -~]+")
        .contains("$realmUrl = ('http://localhost:8080/realms/demo')");
  }

  /** Beside what else the build makes: CI holds the program against shellcheck. */
  private static Path write(String name, CliShell shell) throws IOException {
    Path file = Files.createDirectories(Path.of("target", "cli")).resolve(name);
    return Files.writeString(file, CliProgram.of(shell, DEMO));
  }

  /** What PowerShell makes of {@code ('…' + [char]0x… + '…')}. */
  private static String read(String literal) {
    return Stream.of(literal.substring(1, literal.length() - 1).split(" \\+ "))
        .map(
            part ->
                part.startsWith("[char]0x")
                    ? String.valueOf((char) Integer.parseInt(part.substring(8), 16))
                    : part.substring(1, part.length() - 1))
        .collect(Collectors.joining());
  }

  private String run(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("script"), script);
    return output("sh", file.toString());
  }

  private static String output(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
