package io.github.keycloakcognito.tokenexchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenAnswerTest {

  private static final Map<String, Object> ISSUED =
      new LinkedHashMap<>(
          Map.of("Token", "secret", "Expiration", "2026-11-22T10:00:00Z", "IdentityId", "id"));

  @Test
  void putsMembersOfOAuthBeforeThoseOfRestDoor() {
    assertThat(at("2026-11-22T09:59:00.5Z"))
        .contains(
            entry("access_token", "secret"),
            entry("issued_token_type", "urn:keycloak-cognito:token-type:openid-token"),
            entry("token_type", "N_A"),
            entry("expires_in", 59L))
        .containsAllEntriesOf(ISSUED)
        .hasSize(7);
  }

  @Test
  void lifeIsNeverNegative() {
    assertThat(at("2026-11-22T10:00:01Z")).containsEntry("expires_in", 0L);
  }

  @Test
  void onlyOurOwnTypesAreTypes() {
    assertThat(RequestedTokenType.of("urn:keycloak-cognito:token-type:aws-credentials"))
        .hasValue(RequestedTokenType.AWS_CREDENTIALS);
    assertThat(RequestedTokenType.of("urn:ietf:params:oauth:token-type:access_token")).isEmpty();
    assertThat(RequestedTokenType.of("URN:keycloak-cognito:token-type:aws-credentials")).isEmpty();
    assertThat(RequestedTokenType.of("")).isEmpty();
    assertThat(RequestedTokenType.of(null)).isEmpty();
  }

  private static Map<String, Object> at(String now) {
    return TokenAnswer.of(
        RequestedTokenType.OPENID_TOKEN, ISSUED, InstantSource.fixed(Instant.parse(now)));
  }
}
