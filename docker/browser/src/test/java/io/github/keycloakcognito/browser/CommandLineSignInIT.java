package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.browser.Terminal.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StageExtension.class)
@DisplayName("The sign-in of keycloak-aws")
class CommandLineSignInIT {

  static final List<String> SHELLS = Terminal.SHELLS;

  private static final String REALM = "/realms/demo";
  private static final String USER = "terry";

  @TempDir private Path home;
  private Stage stage;
  private Terminal terminal;
  private String user;

  @BeforeEach
  void user(Stage running) {
    stage = running;
    terminal = Terminal.in(home, running);
    user =
        stage
            .admin()
            .post(
                REALM + "/users",
                Map.of(
                    "username",
                    USER,
                    "enabled",
                    true,
                    "firstName",
                    "Terry",
                    "lastName",
                    "Minal",
                    "email",
                    "terry@example.org",
                    "emailVerified",
                    true,
                    "credentials",
                    List.of(Map.of("type", "password", "value", USER, "temporary", false))));
    grant("/role-mappings/realm", REALM + "/roles/data-reader");
  }

  @AfterEach
  void remove() {
    stage.admin().delete(REALM + "/users/" + user);
  }

  private void grant(String mappings, String role) {
    stage.admin().post(REALM + "/users/" + user + mappings, List.of(stage.admin().get(role)));
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  @DisplayName("is asked for where there is none")
  void none(String shell) {
    for (String command : List.of("roles", "credentials", "env", "console", "status", "check")) {
      Ran ran = terminal.in(shell, command);
      assertThat(ran.status()).as(command).isEqualTo(3);
      assertThat(ran.output()).isEmpty();
      assertThat(ran.error()).contains("keycloak-aws login");
    }
    assertThat(terminal.in(shell, "logout").status()).isZero();
    for (String wrong :
        List.of(
            "sign-in",
            "--role",
            "roles x",
            "roles --role r",
            "env --shell",
            "exec",
            "login --",
            "credentials --duration 900")) {
      assertThat(terminal.in(shell, wrong.split(" ")).status()).as(wrong).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  @DisplayName("is not made when the person refuses")
  void denied(String shell) {
    Ran ran = DeviceSignIn.decide(USER, "cancel", terminal, shell);

    assertThat(ran.status()).as(ran.output()).isEqualTo(1);
    assertThat(ran.error()).contains("refused in the browser", "keycloak-aws login");
    assertThat(home.resolve(".keycloak-aws")).isEmptyDirectory();
  }

  @Test
  @DisplayName(
      "outlives the access token, in the profile that configure wrote, until it is revoked")
  void revoked() throws IOException {
    lifespan("3");
    try {
      DeviceSignIn.as(USER, terminal);
      assertThat(terminal.run("configure").status()).isZero();
      assertThat(callerIdentity().output()).contains("assumed-role/DataReader/" + USER);
      String first = terminal.kept("access");
      long expiry = Long.parseLong(terminal.kept("expires"));
      await().until(() -> Instant.now().getEpochSecond() > expiry);

      assertThat(callerIdentity().output()).contains("assumed-role/DataReader/" + USER);
      assertThat(terminal.kept("access")).isNotEqualTo(first);
    } finally {
      lifespan("");
    }
    stage.admin().post(REALM + "/users/" + user + "/logout", Map.of());

    Ran aws = callerIdentity();
    assertThat(aws.status()).isNotZero();
    assertThat(aws.error()).contains("your sign-in is over", "keycloak-aws login");
    Ran ran = terminal.run("credentials", "--role", "data-reader");
    assertThat(ran.status()).isEqualTo(3);
    assertThat(ran.output()).isEmpty();
  }

  @Test
  @DisplayName("is revoked at Keycloak by logout, and the session in the browser stays")
  void logout() throws IOException {
    DeviceSignIn.as(USER, terminal, "--offline");
    assertThat(terminal.run("status").output()).contains("until you sign out");
    String kept = Files.readString(terminal.signIn());
    Path file = terminal.signIn();
    assertThat(terminal.run("logout").output()).contains("You are signed out");
    assertThat(file).doesNotExist();

    Files.writeString(file, kept);
    Ran ran = terminal.run("credentials");
    assertThat(ran.status()).as("an access token of before").isEqualTo(3);
    assertThat(file).doesNotExist();
  }

  @Test
  @DisplayName("stays while Keycloak cannot be reached, and can be forgotten there and then")
  void unreachable() {
    DeviceSignIn.as(USER, terminal);
    terminal.set("http_proxy", "http://localhost:9");

    assertThat(terminal.run("status").status()).isZero();
    for (String command : List.of("roles", "credentials", "console", "check", "configure")) {
      Ran ran = terminal.run(command);
      assertThat(ran.status()).as(command).isEqualTo(4);
      assertThat(ran.output()).isEmpty();
    }
    Ran login = terminal.run("login");
    assertThat(login.status()).isEqualTo(4);
    assertThat(login.error()).contains("can't reach " + stage.url(), "https_proxy");
    Ran logout = terminal.run("logout");
    assertThat(logout.status()).isZero();
    assertThat(logout.error()).contains("forgotten here", "/account");
    assertThat(terminal.run("status").status()).isEqualTo(3);
  }

  /** What the program itself says. */
  private String signInName() {
    String help = terminal.run("--help").output();
    assertThat(help).contains(home + "/.keycloak-aws");
    Ran ran =
        terminal.command(
            "sh",
            "-c",
            "sed '/^# ---- The command line/,$d' keycloak-aws >part; . ./part; find_state; echo \"$session_name\"");
    return ran.output().strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "access\n",
        "access a\nexpires x\n",
        "\0\0\0",
        "{}",
        "access a b\nexpires 1\nrefresh c\nends 0\nstore file\n"
      })
  @DisplayName("is asked for again when its file is spoiled")
  void spoiled(String content) throws IOException {
    terminal.write(".keycloak-aws/" + signInName(), content.getBytes(StandardCharsets.UTF_8));
    for (String shell : SHELLS) {
      Ran ran = terminal.in(shell, "credentials");
      assertThat(ran.status()).as(shell + ran.error()).isEqualTo(3);
      assertThat(ran.error()).contains("keycloak-aws login");
    }
    assertThat(terminal.run("logout").status()).isZero();
    assertThat(terminal.run("status").error()).contains("not signed in");
  }

  @Test
  @DisplayName("keeps its long-lived part in the keyring if told to")
  void keyring() throws IOException {
    terminal.program(
        "bin/secret-tool",
        """
        #!/bin/sh
        echo "$*" >>"$HOME/keyring.arguments"
        case $1 in
          store) cat >"$HOME/keyring" ;;
          lookup) cat "$HOME/keyring" ;;
          clear) rm "$HOME/keyring" ;;
        esac
        """);
    terminal.set("KEYCLOAK_AWS_STORE", "keyring");
    DeviceSignIn.as(USER, terminal);
    terminal.set("KEYCLOAK_AWS_STORE", "file");
    assertThat(terminal.kept("refresh")).isEmpty();
    Path ring = home.resolve("keyring");
    String before = Files.readString(ring);
    assertThat(before).startsWith("eyJ");
    Files.writeString(
        terminal.signIn(),
        Files.readString(terminal.signIn()).replaceFirst("(?m)^expires .*", "expires 1"));

    assertThat(terminal.run("credentials").status()).isZero();
    assertThat(Files.readString(ring)).isNotEqualTo(before);
    assertThat(Files.readString(home.resolve("keyring.arguments"))).doesNotContain("eyJ");
    assertThat(terminal.run("logout").output()).contains("signed out");
    assertThat(ring).doesNotExist();
  }

  @Test
  @DisplayName("of an admin checks the pool from end to end")
  void check() {
    JsonNode client = stage.admin().get(REALM + "/clients?clientId=realm-management").path(0);
    String id = client.path("id").asText();
    grant("/role-mappings/clients/" + id, REALM + "/clients/" + id + "/roles/manage-realm");
    DeviceSignIn.as(USER, terminal);

    for (String shell : SHELLS) {
      Ran ran = terminal.in(shell, "check");
      assertThat(ran.status()).as(ran.error()).isZero();
      assertThat(ran.output())
          .startsWith("The pool default of the realm demo works")
          .contains("The AWS credentials of Keycloak itself: arn:aws:iam::", "Role data-reader");
    }
    assertThat(terminal.run("check", "reports").output()).contains("The pool reports");
    Ran none = terminal.run("check", "none");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.error()).contains("no identity pool of that alias");
  }

  private Ran callerIdentity() {
    return terminal.command(
        "aws",
        "sts",
        "get-caller-identity",
        "--output",
        "text",
        "--profile",
        "demo-data-reader",
        "--endpoint-url",
        stage.cognito().endpoint().toString());
  }

  /** Of the command line's access tokens, in seconds; empty for the realm's. */
  private void lifespan(String seconds) {
    JsonNode client = stage.admin().get(REALM + "/clients?clientId=keycloak-aws").path(0);
    ((ObjectNode) client.path("attributes")).put("access.token.lifespan", seconds);
    stage.admin().put(REALM + "/clients/" + client.path("id").asText(), client);
  }
}
