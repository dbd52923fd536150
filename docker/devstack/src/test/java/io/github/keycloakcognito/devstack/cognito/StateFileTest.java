package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.devstack.cognito.state.StateException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

class StateFileTest {
  @TempDir private Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  private static LocalCognito start(Path state) {
    return LocalCognito.start(
        LocalCognitoOptions.defaults().withSeed(Cognito.testSeed()).withState(state));
  }

  @Test
  void keepsIdentitiesTokensAndCredentials() {
    Path state = file("kept.state");
    String identity;
    String token;
    software.amazon.awssdk.services.cognitoidentity.model.Credentials issued;
    try (LocalCognito first = start(state);
        CognitoIdentityClient client = Clients.cognito(first.endpoint(), Cognito.KEY)) {
      var answer =
          client.getOpenIdTokenForDeveloperIdentity(
              r -> r.identityPoolId(Cognito.POOL).logins(Map.of(Cognito.PROVIDER, "alice")));
      identity = answer.identityId();
      token = answer.token();
      issued =
          client
              .getCredentialsForIdentity(
                  r -> r.identityId(identity).logins(Map.of(Cognito.COGNITO, token)))
              .credentials();
    }
    try (LocalCognito second = start(state);
        CognitoIdentityClient client = Clients.cognito(second.endpoint(), Cognito.KEY);
        CognitoIdentityClient session =
            Clients.cognito(second.endpoint(), Cognito.session(issued))) {
      assertThat(
              client
                  .getOpenIdTokenForDeveloperIdentity(
                      r -> r.identityPoolId(Cognito.POOL).logins(Map.of(Cognito.PROVIDER, "alice")))
                  .identityId())
          .isEqualTo(identity);
      assertThat(
              client
                  .getCredentialsForIdentity(
                      r -> r.identityId(identity).logins(Map.of(Cognito.COGNITO, token)))
                  .identityId())
          .isEqualTo(identity);
      assertThat(session.describeIdentity(r -> r.identityId(identity)).logins())
          .containsExactly(Cognito.PROVIDER);
    }
  }

  @Test
  void isReadableForItsOwnerOnly() throws IOException {
    Path state = file("private.state");
    start(state).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rw-------");
  }

  @Test
  void fillsAnEmptyFile() throws IOException {
    Path state = Files.createFile(file("empty.state"));
    try (LocalCognito running = start(state)) {
      assertThat(running.pools()).isNotEmpty();
    }
  }

  @Test
  void isUsedByOneAtATime() {
    Path state = file("used.state");
    try (LocalCognito first = start(state)) {
      assertThatThrownBy(() -> start(state))
          .isInstanceOf(StateException.class)
          .hasMessage(state + ": is in use");
      assertThat(first.pools()).isNotEmpty();
    }
  }

  @Test
  void isFreeAgainWhenTheStartFailed() {
    Path state = file("free.state");
    try (LocalCognito other = LocalCognito.start(LocalCognitoOptions.defaults())) {
      LocalCognitoOptions taken =
          LocalCognitoOptions.defaults().withPort(other.port()).withState(state);
      assertThatThrownBy(() -> LocalCognito.start(taken)).isInstanceOf(PortInUseException.class);
    }
    start(state).close();
  }

  @Test
  void refusesAFileOfSomethingElse() throws IOException {
    Path state = Files.writeString(file("notes.txt"), "milk, eggs, bread\n".repeat(1000));
    assertThatThrownBy(() -> start(state))
        .isInstanceOf(StateException.class)
        .hasMessage(state + ": is no state file, or is damaged");
    assertThat(state).content().startsWith("milk");
  }

  @Test
  void refusesAShortFileOfSomethingElse() throws IOException {
    Path state = Files.writeString(file("note.txt"), "milk");
    assertThatThrownBy(() -> start(state)).isInstanceOf(StateException.class);
    assertThat(state).hasContent("milk");
  }

  @Test
  void refusesTheStoreOfAnotherProgram() {
    Path state = file("other.mv.db");
    try (MVStore other = MVStore.open(state.toString())) {
      other.openMap("theirs").put("key", "value");
    }
    assertThatThrownBy(() -> start(state))
        .isInstanceOf(StateException.class)
        .hasMessage(state + ": is no state file of this version");
    try (MVStore other = MVStore.open(state.toString())) {
      assertThat(other.getMapNames()).containsExactly("theirs");
    }
  }

  @Test
  void doesNotMakeFolders() {
    Path state = folder.resolve("no").resolve("such").resolve("cognito.state");
    assertThatThrownBy(() -> start(state))
        .isInstanceOf(StateException.class)
        .hasMessage(state + ": there is no folder " + state.getParent());
    assertThat(state.getParent()).doesNotExist();
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> start(folder))
        .isInstanceOf(StateException.class)
        .hasMessage(folder + ": is a folder, not a file");
  }

  @Test
  void theCommandLineSaysItInOneLine() throws IOException {
    Path state = Files.writeString(file("garbage"), "garbage".repeat(2000));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        LocalCognitoMain.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute("--port", "0", "--state", state.toString());
    assertThat(code).isNotZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .containsExactly("local-cognito: " + state + ": is no state file, or is damaged");
  }
}
