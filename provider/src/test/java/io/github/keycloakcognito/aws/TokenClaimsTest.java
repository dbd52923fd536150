package io.github.keycloakcognito.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {

  private static final String ARN_CLAIM =
      "\"https://cognito-identity.amazonaws.com/identity-pool-arn\"";

  @Test
  void readsTimesAndAccount() {
    TokenClaims claims =
        TokenClaims.of(
            jwt(
                "{\"iat\":1700000000,\"exp\":1700000900,"
                    + ARN_CLAIM
                    + ":\"arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:x\"}"));

    assertThat(claims)
        .isEqualTo(
            new TokenClaims(
                Instant.ofEpochSecond(1_700_000_000L),
                Instant.ofEpochSecond(1_700_000_900L),
                "123456789012"));
  }

  @ParameterizedTest
  @CsvSource({"1700000900.9, 1700000900", "1.7000009E9, 1700000900"})
  void fractionIsCutOff(String written, long seconds) {
    assertThat(TokenClaims.of(jwt("{\"iat\":0,\"exp\":" + written + "}")).expiration())
        .isEqualTo(Instant.ofEpochSecond(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":\"nonsense\"", ":\"arn:aws:cognito-identity:eu-west-1::x\"", ":7"})
  void accountIsUnknownWithoutArn(String arn) {
    String claim = arn.isEmpty() ? "" : "," + ARN_CLAIM + arn;

    assertThat(TokenClaims.of(jwt("{\"iat\":0,\"exp\":9" + claim + "}")).accountId()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b", "a.!.c", "a.b.c.d", "..", "a.e30", "e30.bm9uc2Vuc2U.x"})
  void refusesWhatIsNoJwt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenClaims.of(text))
        .withMessage("not a JWT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"exp":9}            | iat
          {"iat":0}            | exp
          {"iat":"0","exp":9}  | iat
          {"iat":0,"exp":null} | exp
          {}                   | iat
          []                   | iat
          "text"               | iat
          null                 | iat
          """)
  void refusesJwtWithoutTimes(String payload, String missing) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenClaims.of(jwt(payload)))
        .withMessage("a JWT without " + missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e300", "-1e300", "1e999"})
  void refusesTimesBeyondTime(String exp) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenClaims.of(jwt("{\"iat\":0,\"exp\":" + exp + "}")));
  }

  private static String jwt(String payload) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + ".signature";
  }
}
