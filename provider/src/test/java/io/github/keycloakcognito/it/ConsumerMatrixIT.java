package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What the AWS SDK for Java makes of our answers, through a door that counts. {@link
 * ContainerVariantsTest} and {@link ProcessVariantsTest} show why they have to be as they are;
 * docker/clients has the same for the other SDKs.
 */
@ExtendWith(StackExtension.class)
@DisplayName("The AWS SDK for Java")
class ConsumerMatrixIT {

  /** The SDK's first try and its five retries. */
  private static final int TRIES = 6;

  private static TestRealm realm;
  private Stack stack;
  private CountingDoor door;

  @BeforeEach
  void open(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
    }
    door = CountingDoor.before(stack.url());
  }

  @AfterEach
  void close() {
    door.close();
  }

  private ContainerClient client(String suffix) {
    return ContainerClient.of(door.url(realm.door("/credentials").getPath() + suffix));
  }

  private static String token() {
    return realm.accessToken("alice", "app");
  }

  private List<Integer> statuses() {
    return door.replies().stream().map(CountingDoor.Reply::status).toList();
  }

  @Test
  @DisplayName("asks for HTML, gets the canonical JSON, and asks once for five uses")
  void canonical() throws IOException {
    AwsCredentials credentials = client("").token(token()).resolve(5);

    assertThat(credentials).isInstanceOf(AwsSessionCredentials.class);
    assertThat(credentials.accountId()).isEmpty();
    assertThat(door.requests()).hasSize(1);
    assertThat(door.requests().get(0).header("Accept")).startsWith("text/html, image/gif");
    CountingDoor.Reply reply = door.replies().get(0);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers().get("Content-Type")).startsWith("application/json");
    JsonNode body = Answer.JSON.readTree(reply.body());
    assertThat(body.path("Version").isInt()).isTrue();
    assertThat(body.properties())
        .filteredOn(member -> !member.getKey().equals("Version"))
        .allMatch(member -> member.getValue().isTextual());
    assertThat(body.path("Expiration").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "?pool=default"})
  @DisplayName("is not redirected")
  void noRedirect(String suffix) {
    client(suffix).token(token()).resolve();

    assertThat(statuses()).containsExactly(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "Bearer %s"})
  @DisplayName("sends a token and a token file as they are")
  void verbatim(String form, @TempDir Path directory) throws IOException {
    String value = form.formatted(token());
    Path file = Files.writeString(directory.resolve("token"), value);

    client("").token(value).resolve();
    client("")
        .with(SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, file.toString())
        .resolve();

    assertThat(door.requests())
        .extracting(request -> request.header("Authorization"))
        .containsExactly(value, value);
  }

  @Test
  @DisplayName("prefers the token to the token file")
  void tokenAndFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "not-asked");
    String value = token();

    client("")
        .token(value)
        .with(SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, file.toString())
        .resolve();

    assertThat(door.requests())
        .extracting(request -> request.header("Authorization"))
        .containsExactly(value);
  }

  @Test
  @DisplayName("shows our sentence for 401 and 403, and does not ask again")
  void refused() {
    assertThatThrownBy(() -> client("").resolve())
        .isInstanceOf(SdkClientException.class)
        .hasStackTraceContaining(
            realm.http().send(Http.request(realm.door("/credentials"))).text("message"));
    assertThatThrownBy(() -> client("").token(realm.accessToken("alice", "other")).resolve())
        .isInstanceOf(SdkClientException.class)
        .hasStackTraceContaining("This client is not allowed for the identity pool.");

    assertThat(statuses()).containsExactly(401, 403);
    assertThat(door.requests().get(0).header("Authorization")).isNull();
  }

  @Test
  @DisplayName("asks six times while Cognito is down, and shows our sentence")
  void unavailable() {
    stack.cognito().faults(List.of(Fault.internalError("GetOpenIdTokenForDeveloperIdentity")));

    // Nothing is cached for bob.
    assertThatThrownBy(() -> client("").token(realm.accessToken("bob", "app")).resolve())
        .isInstanceOf(SdkClientException.class)
        .satisfies(
            thrown ->
                assertThat(thrown)
                    .hasStackTraceContaining(
                        Answer.JSON
                            .readTree(door.replies().get(0).body())
                            .get("message")
                            .asText()));
    assertThat(statuses()).isEqualTo(Collections.nCopies(TRIES, 503));
  }

  @Test
  @DisplayName("gives an answer one second; a server just started answers a stranger in time")
  void cold() {
    // A second server: nothing in it is warm.
    try (KeycloakServer fresh =
            Stack.server(Stack.directory().resolve("keycloak-credentials"), stack.cognito())
                .env("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
                .env("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
                .start();
        CountingDoor before = CountingDoor.before(fresh.url())) {
      TestRealm own = TestRealm.in(fresh.url(), "it-1");
      String token = own.accessToken("alice", "app");
      stack.cognito().resetCalls();

      ContainerClient.of(before.url(own.door("/credentials").getPath())).token(token).resolve();

      // A late answer would have brought another try.
      assertThat(before.requests()).hasSize(1);
      assertThat(before.replies()).extracting(CountingDoor.Reply::status).containsExactly(200);
      assertThat(stack.cognito().calls())
          .containsEntry("GetOpenIdTokenForDeveloperIdentity", 1L)
          .containsEntry("GetCredentialsForIdentity", 1L);
    }
  }
}
