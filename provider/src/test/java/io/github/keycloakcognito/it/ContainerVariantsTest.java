package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.it.CountingDoor.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Answers we do not give; the SDK is that of the parent POM's {@code aws.sdk.version}. */
@DisplayName("The container provider of the AWS SDK for Java")
class ContainerVariantsTest {

  private static final String SECOND = "2126-11-21T23:59:59";

  private static String document(String expiration) {
    return """
    {"AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"secret","Token":"session","AccountId":"123456789012"%s}"""
        .formatted(expiration);
  }

  private static String expiring(String value) {
    return document(",\"Expiration\":" + value);
  }

  private static Reply ok(String body) {
    return Reply.json(200, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"" + SECOND + "Z\"",
        "\"" + SECOND + ".123Z\"",
        "\"" + SECOND + "+00:00\"",
        "\"" + SECOND + "+0000\"",
        "\"" + SECOND + "Z\",\"Version\":1,\"SessionToken\":\"s\",\"IdentityId\":\"i\"",
      })
  @DisplayName("accepts")
  void accepts(String expiration) {
    try (CountingDoor door = CountingDoor.stub(ok(expiring(expiration)))) {
      assertThat(ContainerClient.of(door.url("/")).resolve().expirationTime())
          .hasValueSatisfying(
              time ->
                  assertThat(time.truncatedTo(ChronoUnit.SECONDS))
                      .isEqualTo(Instant.parse(SECOND + "Z")));
      assertThat(door.requests()).hasSize(1);
    }
  }

  @Test
  @DisplayName("does not look at the content type")
  void contentType() {
    Reply reply =
        new Reply(200, Map.of("Content-Type", "text/plain"), expiring("\"" + SECOND + "Z\""));
    try (CountingDoor door = CountingDoor.stub(reply)) {
      assertThat(ContainerClient.of(door.url("/")).resolve().accessKeyId()).startsWith("ASIA");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "an epoch number, 200, ',\"Expiration\":4102444800', 1",
    "Created, 201, ',\"Expiration\":\"" + SECOND + "Z\"', 1",
    "a redirect, 302, '', 1",
    "too many requests, 429, '', 1",
    "an internal error, 500, '', 6",
    "a bad gateway, 502, '', 6",
    "a time-out, 504, '', 6",
  })
  @DisplayName("rejects")
  void rejects(String what, int status, String expiration, int tries) {
    try (CountingDoor door = CountingDoor.stub(Reply.json(status, document(expiration)))) {
      assertThatThrownBy(() -> ContainerClient.of(door.url("/")).resolve())
          .as(what)
          .isInstanceOf(SdkClientException.class);
      assertThat(door.requests()).hasSize(tries);
    }
  }

  @Test
  @DisplayName("needs an Expiration")
  void noExpiration() {
    try (CountingDoor door = CountingDoor.stub(ok(document("")))) {
      assertThatThrownBy(() -> ContainerClient.of(door.url("/")).resolve())
          .isInstanceOf(NullPointerException.class);
    }
  }

  @Test
  @DisplayName("has a sentence of its own for 404")
  void notFound() {
    try (CountingDoor door = CountingDoor.stub(Reply.json(404, "{\"message\":\"why\"}"))) {
      assertThatThrownBy(() -> ContainerClient.of(door.url("/")).resolve())
          .hasStackTraceContaining("The requested metadata is not found at");
      assertThat(door.requests()).hasSize(1);
    }
  }

  @Test
  @DisplayName("does not follow a redirect")
  void redirect() {
    try (CountingDoor target = CountingDoor.stub(ok(expiring("\"" + SECOND + "Z\"")));
        CountingDoor door =
            CountingDoor.stub(new Reply(302, Map.of("Location", target.url("/").toString()), ""))) {
      assertThatThrownBy(() -> ContainerClient.of(door.url("/")).resolve())
          .isInstanceOf(SdkClientException.class);
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  @DisplayName("keeps repeated query keys")
  void query() {
    try (CountingDoor door = CountingDoor.stub(ok(expiring("\"" + SECOND + "Z\"")))) {
      ContainerClient.of(door.url("/?tag=a&tag=b")).resolve();

      assertThat(door.requests().get(0).path()).isEqualTo("/?tag=a&tag=b");
    }
  }

  @Test
  @DisplayName("sends no token with a line feed from a file, and prints it")
  void lineFeedInFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "my-token\n");
    try (CountingDoor door = CountingDoor.stub(ok(expiring("\"" + SECOND + "Z\"")))) {
      ContainerClient client =
          ContainerClient.of(door.url("/"))
              .with(SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, file.toString());

      assertThatThrownBy(client::resolve).hasStackTraceContaining("my-token");
      assertThat(door.requests()).isEmpty();
    }
  }

  @Test
  @DisplayName("trims a token that comes as a setting")
  void lineFeedInSetting() {
    try (CountingDoor door = CountingDoor.stub(ok(expiring("\"" + SECOND + "Z\"")))) {
      ContainerClient.of(door.url("/")).token("my-token\n").resolve();

      assertThat(door.requests().get(0).header("Authorization")).isEqualTo("my-token");
    }
  }

  @Test
  @DisplayName("takes plain HTTP from this machine only")
  void hosts() {
    assertThatThrownBy(() -> ContainerClient.of(URI.create("http://192.0.2.1/")).resolve())
        .hasStackTraceContaining("Host should resolve to a loopback address");
  }

  @Test
  @DisplayName("prefers the relative URI")
  void relative() {
    Reply reply = ok(expiring("\"" + SECOND + "Z\""));
    try (CountingDoor relative = CountingDoor.stub(reply);
        CountingDoor full = CountingDoor.stub(reply)) {
      ContainerClient.of(full.url("/"))
          .with(SdkSystemSetting.AWS_CONTAINER_SERVICE_ENDPOINT, relative.url("").toString())
          .with(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, "/relative")
          .resolve();

      assertThat(relative.requests()).hasSize(1);
      assertThat(full.requests()).isEmpty();
    }
  }

  /** It renews at a random time between 15 and 2 minutes before the end. */
  @ParameterizedTest
  @CsvSource({"PT20M, 1, 1", "PT14M, 1, 5", "PT9M, 1, 5", "PT4M, 1, 5", "PT100S, 5, 5"})
  @DisplayName("asks, with so much time left, so often for five uses")
  void refresh(Duration left, int least, int most) {
    String expiration = Instant.now().plus(left).truncatedTo(ChronoUnit.SECONDS).toString();
    try (CountingDoor door = CountingDoor.stub(ok(expiring("\"" + expiration + "\"")))) {
      ContainerClient.of(door.url("/")).resolve(5);

      assertThat(door.requests()).hasSizeBetween(least, most);
    }
  }
}
