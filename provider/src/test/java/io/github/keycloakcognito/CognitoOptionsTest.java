package io.github.keycloakcognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.github.keycloakcognito.aws.AwsSettings;
import io.github.keycloakcognito.exchange.Binding;
import io.github.keycloakcognito.exchange.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;

class CognitoOptionsTest {

  private static final String POOL_A = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";
  private static final String POOL_B = "us-east-1:0a1b2c3d-2f4a-4c63-9a1e-8d0b6f3e7a21";

  @Test
  void defaultsAreThoseOfDocumentation() {
    CognitoOptions options = read(Map.of());

    assertThat(options.aws())
        .isEqualTo(
            new AwsSettings(
                null,
                null,
                null,
                null,
                Map.of(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4)));
    assertThat(options.limits())
        .isEqualTo(
            new Limits(
                40, 50, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofMinutes(1)));
    assertThat(options.binding().poolsByRealm()).isEmpty();
    assertThat(options.cacheSize()).isEqualTo(10_000);
    assertThat(options.auditCached()).isFalse();
    assertThat(options.checkSavedPools()).isTrue();
  }

  @Test
  void takesEveryOptionUnderItsName() {
    CognitoOptions options =
        read(
            Map.ofEntries(
                entry("region", "eu-central-1"),
                entry("cognitoEndpoint", "http://localhost:4566"),
                entry("stsEndpoint", "https://sts.example.org/path"),
                entry("signinEndpoint", "http://localhost:4567/signin"),
                entry("assumedRoles", POOL_A + "=arn:aws:iam::210987654321:role/Keycloak"),
                entry("connectTimeoutMillis", "10"),
                entry("attemptTimeoutMillis", "20"),
                entry("callTimeoutMillis", "60000"),
                entry("maxWaiting", "1"),
                entry("callsPerSecond", "10000"),
                entry("queueTimeoutMillis", "500"),
                entry("renewalIntervalSeconds", "3600"),
                entry("cacheSize", "0"),
                entry("auditCached", "true"),
                entry("checkSavedPools", "false")));

    assertThat(options.aws())
        .isEqualTo(
            new AwsSettings(
                "eu-central-1",
                URI.create("http://localhost:4566"),
                URI.create("https://sts.example.org/path"),
                URI.create("http://localhost:4567/signin"),
                Map.of(POOL_A, "arn:aws:iam::210987654321:role/Keycloak"),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMinutes(1)));
    assertThat(options.limits())
        .isEqualTo(
            new Limits(
                1, 10_000, Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(1)));
    assertThat(options.cacheSize()).isZero();
    assertThat(options.auditCached()).isTrue();
    assertThat(options.checkSavedPools()).isFalse();
  }

  @Test
  void bindsPoolsToRealms() {
    String pools = "demo=" + POOL_A + ", other=" + POOL_A + ",demo=" + POOL_B;

    assertThat(read(Map.of("pools", pools)).binding().poolsByRealm())
        .isEqualTo(Map.of("demo", Set.of(POOL_A, POOL_B), "other", Set.of(POOL_A)));
  }

  @Test
  void emptyOptionIsNoOption() {
    assertThat(read(Map.of("region", " ", "pools", "", "cacheSize", "", "auditCached", "")))
        .isEqualTo(read(Map.of()));
  }

  @Test
  void queueIsNotLongerThanTheCall() {
    assertThat(read(Map.of("callTimeoutMillis", "300", "attemptTimeoutMillis", "200")).limits())
        .extracting(Limits::longestQueue)
        .isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void refusesQueueLongerThanTheCall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of("queueTimeoutMillis", "4001")))
        .withMessageContaining("queue-timeout-millis")
        .withMessageContaining("must not be longer than call-timeout-millis");
  }

  @Test
  void blanksAroundOptionDoNotMatter() {
    assertThat(read(Map.of("maxWaiting", " 5 ")).limits().maxWaiting()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          region                 | eu west 1                   | an AWS region
          region                 | Frankfurt                   | an AWS region
          cognito-endpoint       | localhost:4566              | an http or https URL
          cognito-endpoint       | ftp://localhost             | an http or https URL
          cognito-endpoint       | https:///path               | an http or https URL
          cognito-endpoint       | https://example.org/?a=b    | an http or https URL
          cognito-endpoint       | https://exa mple.org        | an http or https URL
          sts-endpoint           | sts.example.org             | an http or https URL
          connect-timeout-millis | 9                           | from 10 to 60000
          connect-timeout-millis | 1s                          | from 10 to 60000
          attempt-timeout-millis | 60001                       | from 10 to 60000
          call-timeout-millis    | -1                          | from 10 to 60000
          call-timeout-millis    | 99999999999                 | from 10 to 60000
          max-waiting            | 0                           | from 1 to 1000
          max-waiting            | 1001                        | from 1 to 1000
          calls-per-second       | 0                           | from 1 to 10000
          queue-timeout-millis   | 9                           | from 10 to 60000
          calls-per-second       | 0.5                         | from 1 to 10000
          calls-per-second       | 10001                       | from 1 to 10000
          renewal-interval-seconds | 0                         | from 1 to 3600
          renewal-interval-seconds | 3601                      | from 1 to 3600
          cache-size             | -1                          | from 0 to 10000000
          cache-size             | 10000001                    | from 0 to 10000000
          audit-cached           | yes                         | true or false
          audit-cached           | TRUE                        | true or false
          lost-users-interval-seconds | 0                         | from 1 to 86400
          """)
  void refusesWhatBreaksRuleAndNamesOptionAsTyped(String option, String value, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of(camelCase(option), value)))
        .withMessageStartingWith(
            "--spi-realm-restapi-extension--cognito--" + option + "=" + value + ": must be ")
        .withMessageContaining(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "demo=",
        "=" + POOL_A,
        POOL_A,
        "demo=" + POOL_A + ",",
        "demo=" + POOL_A + ";other=" + POOL_A,
        "demo=eu-west-1",
        "demo=arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/" + POOL_A
      })
  void refusesBindingThatCannotBeRead(String pools) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of("pools", pools)))
        .withMessageStartingWith("--spi-realm-restapi-extension--cognito--pools=" + pools + ": ")
        .withMessageContaining("must be a list");
  }

  @Test
  void bindsRolesToRealmsByPattern() {
    Binding binding =
        read(Map.of(
                "roles",
                "demo=arn:aws:iam::123456789012:role/Data*, demo=arn:aws:iam::1:role/x,all=*"))
            .binding();

    assertThat(binding.allowsRole("demo", "arn:aws:iam::123456789012:role/DataReader")).isTrue();
    assertThat(binding.allowsRole("demo", "arn:aws:iam::1:role/x")).isTrue();
    assertThat(binding.allowsRole("all", "arn:aws:iam::9:role/y")).isTrue();
    assertThat(binding.allowsRole("demo", "arn:aws:iam::123456789012:role/Admin")).isFalse();
    assertThat(binding.allowsRole("demo", "arn:aws:iam::1:role/x2")).isFalse();
    assertThat(binding.allowsRole("other", "arn:aws:iam::1:role/x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "demo=", "=*", "demo=DataReader", "demo=*,", "demo=role/*"})
  void refusesRoleBindingThatCannotBeRead(String roles) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of("roles", roles)))
        .withMessageStartingWith("--spi-realm-restapi-extension--cognito--roles=" + roles + ": ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        POOL_A,
        POOL_A + "=",
        "demo=arn:aws:iam::210987654321:role/Keycloak",
        POOL_A + "=Keycloak",
        POOL_A + "=arn:aws:iam::210987654321:user/keycloak",
        POOL_A + "=arn:aws:iam::*:role/Keycloak"
      })
  void refusesAssumedRoleThatCannotBeRead(String roles) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of("assumedRoles", roles)))
        .withMessageStartingWith(
            "--spi-realm-restapi-extension--cognito--assumed-roles=" + roles + ": ");
  }

  @Test
  void refusesAttemptThatOutlivesItsCall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of("attemptTimeoutMillis", "5000")))
        .withMessage(
            "--spi-realm-restapi-extension--cognito--attempt-timeout-millis:"
                + " must not be longer than call-timeout-millis");
  }

  @Test
  void takesAttemptAsLongAsItsCall() {
    Map<String, String> same = Map.of("attemptTimeoutMillis", "3000", "callTimeoutMillis", "3000");

    assertThat(read(same).aws().attemptTimeout()).isEqualTo(Duration.ofSeconds(3));
  }

  private static CognitoOptions read(Map<String, String> options) {
    Config.Scope scope =
        Fake.of(Config.Scope.class, Map.of("get", arguments -> options.get(arguments[0])));
    return CognitoOptions.read(scope);
  }

  private static String camelCase(String option) {
    return Pattern.compile("-(.)")
        .matcher(option)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }
}
