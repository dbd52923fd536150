package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;

/** Output of a {@code credential_process}, ours and other. */
@DisplayName("The process provider of the AWS SDK for Java")
class ProcessVariantsTest {

  private static final String KEYS =
      "\"AccessKeyId\":\"ASIAEXAMPLE\",\"SecretAccessKey\":\"secret\"";
  private static final String LATER = "\"Expiration\":\"2126-11-21T23:59:59Z\"";

  @TempDir private Path directory;

  private ProcessCredentialsProvider provider(String script) throws IOException {
    Path file = Files.writeString(directory.resolve("run"), script);
    return ProcessCredentialsProvider.builder().command(List.of("sh", file.toString())).build();
  }

  private AwsCredentials printing(String members) throws IOException {
    try (ProcessCredentialsProvider provider = provider("echo '{" + members + "}'")) {
      return provider.resolveCredentials();
    }
  }

  @Test
  @DisplayName("takes the session token from SessionToken and beside it ignores Token")
  void ours() throws IOException {
    AwsCredentials credentials =
        printing(
            "\"Version\":1,"
                + KEYS
                + ",\"SessionToken\":\"session\",\"Token\":\"other\",\"AccountId\":\"123456789012\","
                + LATER);

    assertThat(((AwsSessionCredentials) credentials).sessionToken()).isEqualTo("session");
    assertThat(credentials.accountId()).hasValue("123456789012");
  }

  @Test
  @DisplayName("knows no session token where there is only Token")
  void tokenAlone() throws IOException {
    assertThat(printing("\"Version\":1," + KEYS + ",\"Token\":\"session\"," + LATER))
        .isInstanceOf(AwsBasicCredentials.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Version\":2,", ""})
  @DisplayName("refuses another version")
  void version(String version) {
    assertThatThrownBy(() -> printing(version + KEYS + "," + LATER))
        .hasStackTraceContaining("Unsupported credential version");
  }

  @Test
  @DisplayName("shows what a process that failed wrote to stderr")
  void failure() throws IOException {
    try (ProcessCredentialsProvider provider = provider("echo 'Sign in again.' >&2; exit 3")) {
      assertThatThrownBy(provider::resolveCredentials).hasStackTraceContaining("Sign in again.");
    }
  }

  @Test
  @DisplayName("reads 64,000 bytes at most")
  void longOutput() {
    String padding = "\"x\":\"" + "x".repeat(64_000) + "\",";
    assertThatThrownBy(() -> printing(padding + "\"Version\":1," + KEYS + "," + LATER))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Without an Expiration it is never run again. */
  @ParameterizedTest
  @CsvSource({"PT20M, 1", "PT4M, 1", "PT10S, 5", ", 1"})
  @DisplayName("runs, with so much time left, so often for five uses")
  void refresh(Duration left, int runs) throws IOException {
    Path count = directory.resolve("count");
    String expiration = left == null ? "" : ",\"Expiration\":\"" + Instant.now().plus(left) + "\"";
    String script = "echo >>" + count + "; echo '{\"Version\":1," + KEYS + expiration + "}'";
    try (ProcessCredentialsProvider provider = provider(script)) {
      for (int use = 0; use < 5; use++) {
        provider.resolveCredentials();
      }
    }
    assertThat(Files.readAllLines(count)).hasSize(runs);
  }
}
