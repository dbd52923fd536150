package io.github.keycloakcognito.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.SignIn;
import io.github.keycloakcognito.exchange.SignInRequirement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepUpChallengeTest {

  @Test
  void namesLevelAndAge() {
    assertThat(challenge(new SignInRequirement("gold", Duration.ofMinutes(5)), "Bearer"))
        .isEqualTo(
            "Bearer realm=\"demo\", error=\"insufficient_user_authentication\","
                + " error_description=\"A sign-in of a higher level is required.\","
                + " acr_values=\"gold\", max_age=\"300\"");
  }

  @Test
  void namesOnlyWhatIsAskedFor() {
    assertThat(challenge(new SignInRequirement("2", null), "DPoP"))
        .startsWith("DPoP realm=\"demo\"")
        .endsWith(", acr_values=\"2\"");
    assertThat(challenge(new SignInRequirement(null, Duration.ofSeconds(1)), "Bearer"))
        .doesNotContain("acr_values")
        .endsWith(", max_age=\"1\"");
  }

  @Test
  void quotesWhatAnAdminWrote() {
    assertThat(challenge(new SignInRequirement("a\"b\\c\u00e4\r\n", null), "Bearer"))
        .endsWith(", acr_values=\"a\\\"b\\\\c???\"");
  }

  private static String challenge(SignInRequirement requirement, String scheme) {
    SignIn longAgo = new SignIn(0, Map.of("gold", 2), Instant.EPOCH);
    return StepUpChallenge.of(
        "demo", scheme, requirement.refusal(longAgo, Instant.now()).orElseThrow());
  }
}
