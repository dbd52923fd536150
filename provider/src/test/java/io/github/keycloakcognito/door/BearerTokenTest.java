package io.github.keycloakcognito.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.Profile;

class BearerTokenTest {

  private static final String JWT = jwt("{\"alg\":\"RS256\"}", "{\"sub\":\"alice\"}");

  @BeforeAll
  static void keycloakHasItsDefaultFeatures() {
    Profile.defaults();
  }

  @Test
  void takesBearerToken() {
    assertThat(of("Bearer " + JWT)).isEqualTo(new BearerToken("Bearer", JWT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer", "BEARER"})
  void schemeIsTakenInAnyCase(String scheme) {
    assertThat(of(scheme + " " + JWT).value()).isEqualTo(JWT);
  }

  @Test
  void takesTokenAsAwsSdksSendIt() {
    assertThat(of(JWT)).isEqualTo(new BearerToken("Bearer", JWT));
  }

  @Test
  void takesTokenWithItsDpopScheme() {
    assertThat(of("DPoP " + JWT)).isEqualTo(new BearerToken("DPoP", JWT));
  }

  @Test
  void tellsMissingTokenFromWrongOne() {
    RefusalException missing =
        catchThrowableOfType(
            RefusalException.class, () -> BearerToken.of(new FakeRequest().headers()));

    assertThat(missing.anonymous()).isTrue();
    assertThat(missing.failure().kind()).isEqualTo(Kind.INVALID_TOKEN);
    assertThat(catchThrowableOfType(RefusalException.class, () -> of("nonsense")).anonymous())
        .isFalse();
  }

  @Test
  void cookieAndQueryAreNoToken() {
    FakeRequest request = FakeRequest.withQuery("access_token", JWT);
    request.headers.add("Cookie", "KEYCLOAK_IDENTITY=" + JWT);

    assertThat(
            catchThrowableOfType(RefusalException.class, () -> BearerToken.of(request.headers()))
                .anonymous())
        .isTrue();
  }

  @Test
  void refusesTwoTokens() {
    assertThat(refusal("Bearer " + JWT, "Bearer " + JWT)).contains("More than one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Bearer",
        "Bearer ",
        "Bearer opaque",
        "Basic YWxpY2U6YWxpY2U=",
        "Token a.b.c",
        "Bearer a.b",
        "Bearer a.b.c.d",
        "Bearer a.b.c d.e.f",
        "Bearer  a.b.c",
        "Bearer a.b.c, Bearer a.b.c",
        "a.b.c,a.b.c",
        "a.b.c\td",
        "a b.c.d"
      })
  void refusesWhatIsNoJwt(String header) {
    assertThat(refusal(header)).contains("carries no access token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.b.c", "e30.e30.", "bnVsbA.bnVsbA.x", "W10.W10.W10", "_.-._", "é.é.é", "a.b.c="})
  void refusesJwtThatCannotBeRead(String token) {
    assertThat(formRefusal("Bearer " + token)).isEqualTo("The access token is malformed.");
    assertThat(formRefusal(token)).isEqualTo("The access token is malformed.");
  }

  @Test
  void refusesJwtWithoutAlgorithmOrClaims() {
    assertThat(formRefusal(jwt("{}", "{}"))).contains("malformed");
    assertThat(formRefusal(jwt("{\"alg\":\"made-up\"}", "{}"))).contains("malformed");
    assertThat(formRefusal(jwt("null", "{}"))).contains("malformed");
    assertThat(formRefusal(jwt("{\"alg\":\"RS256\"}", "null"))).contains("malformed");
    assertThat(formRefusal(jwt("{\"alg\":\"RS256\"}", "[1]"))).contains("malformed");
    assertThat(formRefusal(jwt("{\"alg\":\"RS256\"}", "{\"exp\":\"soon\"}"))).contains("malformed");
  }

  @Test
  void doesNotShowItself() {
    assertThat(of(JWT)).hasToString("Bearer token");
  }

  @Test
  void refusalDoesNotRepeatToken() {
    assertThat(refusal("Bearer a.b.c", "Bearer d.e.f")).doesNotContain("a.b.c", "d.e.f");
    assertThat(refusal("Bearer secret")).doesNotContain("secret");
  }

  private static BearerToken of(String... authorization) {
    FakeRequest request = new FakeRequest();
    request.headers.addAll("Authorization", authorization);
    return BearerToken.of(request.headers());
  }

  private static String refusal(String... authorization) {
    return Refusals.refusal(Kind.INVALID_TOKEN, () -> of(authorization)).description();
  }

  private static String formRefusal(String authorization) {
    String token = of(authorization).value();
    return Refusals.refusal(Kind.INVALID_TOKEN, () -> BearerToken.checkForm(token)).description();
  }

  private static String jwt(String header, String payload) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }
}
