package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.browser.Terminal.Ran;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@ExtendWith(StageExtension.class)
@DisplayName("keycloak-aws, signed in")
class CommandLineIT {

  static final List<String> SHELLS = Terminal.SHELLS;

  private static final String READER = "arn:aws:sts::123456789012:assumed-role/DataReader/alice";

  @TempDir private static Path home;
  private static Terminal terminal;
  private Stage stage;

  @BeforeAll
  static void signIn(Stage stage) {
    terminal = Terminal.in(home, stage);
    DeviceSignIn.as("alice", terminal);
  }

  @BeforeEach
  void stage(Stage running) {
    stage = running;
    terminal.set("AWS_CONFIG_FILE", home.resolve("none").toString());
  }

  @Test
  @DisplayName("keeps the sign-in for its user alone")
  void kept() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(terminal.signIn())))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(terminal.signIn().getParent())))
        .isEqualTo("rwx------");
    assertThat(terminal.run("status").output())
        .contains("Signed in at " + stage.url("/realms/demo"));
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  @DisplayName("lists the roles, hands out credentials and runs a command with them")
  void inEachShell(String shell) {
    assertThat(terminal.in(shell, "roles").output())
        .matches("(?s).*data-admin +123456789012 +240 min .*data-reader +123456789012 .*");
    assertThat(terminal.in(shell, "roles", "--json").output()).startsWith("{\"roles\":[");
    Ran credentials = terminal.in(shell, "credentials", "--role", "data-reader");
    assertThat(credentials.error()).isEmpty();
    assertThat(credentials.output())
        .startsWith("{\"Version\":1,\"AccessKeyId\":\"")
        .endsWith("}\n");
    Ran ran =
        terminal.in(
            shell,
            "exec",
            "--role",
            "data-reader",
            "--",
            "sh",
            "-c",
            "aws sts get-caller-identity --endpoint-url \"$1\" --output text; exit 42",
            "it's \"$0\"",
            stage.cognito().endpoint().toString());
    assertThat(ran.output()).as(ran.error()).contains(READER);
    assertThat(ran.status()).isEqualTo(42);
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  @DisplayName("prints environment variables that the shell takes")
  void environment(String shell) {
    Ran ran =
        terminal.command(
            "sh",
            "-c",
            "eval \"$(%s %s env --role data-reader)\" && aws sts get-caller-identity --region eu-west-1 --output text --endpoint-url %s"
                .formatted(shell, terminal.path(), stage.cognito().endpoint()));

    assertThat(ran.output()).as(ran.error()).contains(READER);
  }

  @Test
  @DisplayName("is a program that shellcheck finds nothing wrong with")
  void lint() {
    Ran ran = terminal.command("shellcheck", "-s", "sh", terminal.path().toString());

    assertThat(ran.status()).as(ran.output() + ran.error()).isZero();
  }

  @Test
  @DisplayName("gives the same credentials again, and new ones with --fresh")
  void fresh() {
    String kept = terminal.run("credentials", "--role", "data-reader").output();
    assertThat(terminal.run("credentials", "--role", "data-reader").output()).isEqualTo(kept);

    Ran fresh =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> terminal.run("credentials", "--role", "data-reader", "--fresh"),
                ran -> !ran.output().equals(kept));

    assertThat(fresh.status()).as(fresh.error()).isZero();
    assertThat(terminal.run("credentials", "--role", "data-reader").output())
        .isEqualTo(fresh.output());
    assertThat(terminal.run("roles", "--fresh").status()).isEqualTo(2);
  }

  @Test
  @DisplayName("gives a link that opens the console")
  void console() {
    Ran ran = terminal.run("console", "--role", "data-reader");

    assertThat(ran.output()).as(ran.error()).contains("Action=login").contains("SigninToken=");
    assertThat(terminal.run("console", "--role", "none"))
        .satisfies(
            refused -> {
              assertThat(refused.status()).isEqualTo(1);
              assertThat(refused.output()).isEmpty();
              assertThat(refused.error()).contains("keycloak-aws roles");
            });
  }

  @Test
  @DisplayName("writes profiles that the AWS CLI takes, and nothing else")
  void configure() throws IOException {
    byte[] before =
        "# m\u00efne\r\n[profile other]\r\nregion = \0x".getBytes(StandardCharsets.ISO_8859_1);
    terminal.write("real/config", before);
    Path file = home.resolve("real/config");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(home.resolve("link"), Path.of("real/config"));
    terminal.set("AWS_CONFIG_FILE", link.toString());

    assertThat(terminal.run("configure").output()).contains("demo-data-admin", "demo-data-reader");
    byte[] written = Files.readAllBytes(file);
    assertThat(written).startsWith(before);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    for (String shell : SHELLS) {
      assertThat(terminal.in(shell, "configure").status()).isZero();
      assertThat(Files.readAllBytes(file)).isEqualTo(written);
    }
    assertThat(terminal.run("configure", "--pool", "reports").output())
        .contains("demo-reports-report-viewer");
    assertThat(Files.readAllBytes(file)).startsWith(written);
    try (Stream<Path> files = Files.list(home.resolve("real"))) {
      assertThat(files).containsExactly(file);
    }

    // What Python's parser does not take is not ours.
    Files.writeString(
        file,
        Files.readString(file, StandardCharsets.ISO_8859_1)
            .replace("\0x", "eu-west-1")
            .replace("\u00ef", "i"),
        StandardCharsets.ISO_8859_1);
    Ran ran = callerIdentity("demo-data-reader");
    assertThat(ran.output()).as(ran.error()).contains(READER);
    assertThat(callerIdentity("demo-reports-report-viewer").output()).contains("210987654321");
  }

  @Test
  @DisplayName("refuses to write a profile that somebody else has written")
  void takenProfile() throws IOException {
    Path config = Files.writeString(home.resolve("taken"), "[ profile \"mine-data-admin\" ]\n");
    terminal.set("AWS_CONFIG_FILE", config.toString());
    Ran ran = terminal.run("configure", "--prefix", "mine-");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.error()).contains("mine-data-admin", "--prefix");
    assertThat(config).hasContent("[ profile \"mine-data-admin\" ]\n");

    Files.writeString(
        config, "# keycloak-aws begins: %s default\n".formatted(stage.url("/realms/demo")));
    assertThat(terminal.run("configure").error()).contains("no whole block");
  }

  @Test
  @DisplayName("refreshes once for calls at the same time, after the access token has expired")
  void concurrent() throws IOException {
    long before = terminal.grants("refresh_token");
    expire();
    List<Process> calls =
        Stream.of("dash", "bash", "busybox sh", "dash", "bash", "")
            .map(shell -> terminal.start(shell, "credentials", "--role", "data-reader"))
            .toList();

    assertThat(calls).allSatisfy(call -> assertThat(terminal.finish(call).status()).isZero());
    assertThat(terminal.grants("refresh_token")).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("takes over the lock of a call that was killed")
  void staleLock() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path lock = Path.of(terminal.signIn() + ".lock");
    String host = terminal.command("uname", "-n").output().strip();
    expire();
    Files.createSymbolicLink(lock, Path.of(host + ":" + gone.pid()));

    assertThat(terminal.run("credentials").status()).isZero();
    assertThat(Files.isSymbolicLink(lock)).isFalse();
  }

  @Test
  @DisplayName("renews a token that Keycloak takes no more, though the clock would have it good")
  void refusedToken() throws IOException {
    String file = Files.readString(terminal.signIn());
    Files.writeString(terminal.signIn(), file.replaceFirst("(?m)^access .*", "access e30.e30.x"));

    assertThat(terminal.run("credentials").status()).isZero();
  }

  @Test
  @DisplayName("tells who is no admin what is missing for the check")
  void noAdmin() {
    Ran ran = terminal.run("check");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.error()).contains("manage-realm", "realm-management", "keycloak-aws login");
  }

  @Test
  @DisplayName("says that AWS is in trouble")
  void awsInTrouble() {
    stage.cognito().faults(List.of(Fault.internalError("AssumeRoleWithWebIdentity")));
    // What nobody has asked for yet is in no cache.
    Ran ran = terminal.run("credentials", "--role", "data-admin", "--duration", "901");

    assertThat(ran.status()).as(ran.output()).isEqualTo(4);
    assertThat(ran.output()).isEmpty();
    assertThat(ran.error()).contains("Try again");
  }

  @Test
  @DisplayName("lets nothing secret onto a command line")
  void secrets() throws IOException {
    assertThat(terminal.run("credentials").status()).isZero();
    Ran traced = terminal.in("dash -x", "credentials");

    assertThat(terminal.curlArguments())
        .isNotEmpty()
        .doesNotContain("eyJ", "Bearer", terminal.kept("refresh"));
    assertThat(traced.error()).doesNotContain("eyJ", "ASIA");
  }

  private Ran callerIdentity(String profile) {
    return terminal.command(
        "aws",
        "sts",
        "get-caller-identity",
        "--output",
        "text",
        "--profile",
        profile,
        "--endpoint-url",
        stage.cognito().endpoint().toString());
  }

  /** As if five minutes had gone. */
  private static void expire() throws IOException {
    String file = Files.readString(terminal.signIn());
    Files.writeString(terminal.signIn(), file.replaceFirst("(?m)^expires .*", "expires 1"));
  }
}
