package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInRequirementTest {

  private static final Map<String, Integer> LEVELS = Map.of("silver", 2, "gold", 3);

  @Test
  void noneTakesAnySignIn() {
    assertThat(SignInRequirement.NONE.refusal(signIn(0, Duration.ofDays(300)), Samples.NOW))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "silver, 1, false",
    "silver, 2, true",
    "silver, 3, true",
    "gold, 2, false",
    "2, 1, false",
    "2, 2, true",
    "0, 0, true",
    "bronze, 99, false",
    "urn:other, 99, false"
  })
  void comparesLevels(String acr, int level, boolean enough) {
    SignInRequirement requirement = new SignInRequirement(acr, null);

    assertThat(requirement.refusal(signIn(level, Duration.ZERO), Samples.NOW).isEmpty())
        .isEqualTo(enough);
  }

  @ParameterizedTest
  @CsvSource({"300, 299, true", "300, 300, true", "300, 301, false", "0, 0, true", "0, 1, false"})
  void comparesAges(int maxAge, int age, boolean young) {
    SignInRequirement requirement = new SignInRequirement(null, Duration.ofSeconds(maxAge));

    assertThat(requirement.refusal(signIn(1, Duration.ofSeconds(age)), Samples.NOW).isEmpty())
        .isEqualTo(young);
  }

  @Test
  void saysWhichSignInWouldDo() {
    SignInRequirement requirement = new SignInRequirement("gold", Duration.ofMinutes(5));

    Failure lowLevel = requirement.refusal(signIn(2, Duration.ZERO), Samples.NOW).orElseThrow();
    Failure old = requirement.refusal(signIn(3, Duration.ofHours(1)), Samples.NOW).orElseThrow();

    assertThat(lowLevel.kind()).isEqualTo(Kind.INSUFFICIENT_USER_AUTHENTICATION);
    assertThat(lowLevel.description()).contains("higher level");
    assertThat(lowLevel.required()).isEqualTo(requirement);
    assertThat(old.kind()).isEqualTo(Kind.INSUFFICIENT_USER_AUTHENTICATION);
    assertThat(old.description()).contains("more recent");
    assertThat(old.required()).isEqualTo(requirement);
  }

  private static SignIn signIn(int level, Duration age) {
    return new SignIn(level, LEVELS, Samples.NOW.minus(age));
  }
}
