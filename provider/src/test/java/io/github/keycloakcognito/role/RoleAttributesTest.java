package io.github.keycloakcognito.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.SignInRequirement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleAttributesTest {

  private static final String ARN = "arn:aws:iam::123456789012:role/DataReader";

  private final Map<String, String> attributes = new HashMap<>(Map.of("aws.role.arn", ARN));

  @Test
  void fillsInWhatIsNotGiven() {
    assertThat(read())
        .isEqualTo(
            new AwsRole(
                "reader", "reader", ARN, Duration.ofHours(1), null, SignInRequirement.NONE));
  }

  @Test
  void readsAll() {
    attributes.put("aws.role.arn", " " + ARN + " ");
    attributes.put("aws.role.label", " Data reader ");
    attributes.put("aws.role.session-duration", " 14400 ");
    attributes.put("aws.role.pool", "reports ");
    attributes.put("aws.role.acr", "silver");
    attributes.put("aws.role.max-age", "0");

    assertThat(read())
        .isEqualTo(
            new AwsRole(
                "reader",
                "Data reader",
                ARN,
                Duration.ofHours(4),
                "reports",
                new SignInRequirement("silver", Duration.ZERO)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws.role.label",
        "aws.role.session-duration",
        "aws.role.pool",
        "aws.role.acr",
        "aws.role.max-age"
      })
  void takesBlankAsNotGiven(String name) {
    AwsRole expected = read();
    attributes.put(name, "  ");

    assertThat(read()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "DataReader", "arn:aws:iam::123456789012:user/x", ARN + " " + ARN})
  void refusesWhatIsNoArn(String arn) {
    attributes.put("aws.role.arn", arn);

    assertRefused("aws.role.arn: must be like arn:aws:iam::123456789012:role/DataReader");
  }

  @ParameterizedTest
  @ValueSource(strings = {"899", "43201", "-1", "1h", "3600.5", "99999999999"})
  void refusesSessionDurationThatStsDoesNotKnow(String duration) {
    attributes.put("aws.role.session-duration", duration);

    assertRefused("aws.role.session-duration: must be a whole number of seconds from 900 to 43200");
  }

  @ParameterizedTest
  @CsvSource({"900, PT15M", "43200, PT12H"})
  void takesLeastAndMost(String seconds, Duration duration) {
    attributes.put("aws.role.session-duration", seconds);

    assertThat(read().sessionDuration()).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "31536001", "soon"})
  void refusesMaximumAge(String age) {
    attributes.put("aws.role.max-age", age);

    assertRefused("aws.role.max-age: must be a whole number of seconds from 0 to 31536000");
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(InvalidRoleException.class)
        .isThrownBy(this::read)
        .withMessage(message);
  }

  private AwsRole read() {
    return RoleAttributes.read("reader", KeycloakRoles.realmRole("reader", attributes));
  }
}
