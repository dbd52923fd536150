package io.github.keycloakcognito.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTokenTest {

  private static final Instant NOW = Instant.ofEpochSecond(10_000);

  @Test
  void idTokenHoldsUntilItsOwnEnd() {
    String held = jwt(10_001);

    assertThat(stored("{'id_token':'" + held + "'}").valid("id_token", NOW)).contains(held);
    assertThat(stored("{'id_token':'" + jwt(10_000) + "'}").valid("id_token", NOW)).isEmpty();
  }

  @Test
  void accessTokenHoldsUntilTheNotedEnd() {
    assertThat(accessToken("10001")).contains("EAAB");
    assertThat(accessToken("10000")).isEmpty();
    assertThat(accessToken("0")).as("without end").contains("EAAB");
  }

  private static Optional<String> accessToken(String end) {
    return stored("{'access_token':'EAAB','accessTokenExpiration':" + end + "}")
        .valid("access_token", NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "access_token=EAAB&expires=1",
        "[]",
        "{}",
        "{'id_token':null}",
        "{'id_token':7}",
        "{'id_token':' '}",
        "{'id_token':'nonsense'}",
        "{'id_token':'e30.e30.e30'}"
      })
  void whatHoldsNoTokenHasNone(String json) {
    assertThat(stored(json).valid("id_token", NOW)).isEmpty();
    assertThat(stored(json).isRefreshable()).isFalse();
  }

  @Test
  void overdueTokenIsOneThatTheBrokerRefreshes() {
    StoredToken token =
        stored("{'access_token':'a','refresh_token':'r','accessTokenExpiration':99999}");

    assertThat(token.isRefreshable()).isTrue();
    assertThat(token.overdue())
        .isEqualTo("{\"access_token\":\"a\",\"refresh_token\":\"r\",\"accessTokenExpiration\":1}");
  }

  private static StoredToken stored(String json) {
    return StoredToken.of(json.replace('\'', '"'));
  }

  private static String jwt(long end) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(("{\"exp\":" + end + "}").getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }
}
