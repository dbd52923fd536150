package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtSignatureException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;

class TokenTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final Cognito SERVER = new Cognito();

  @Test
  void hasTheHeaderAndClaimsOfAwsInTheirOrder() throws Exception {
    var response =
        SERVER.token("alice", r -> r.principalTags(Map.of("team", "blue")).tokenDuration(60L));
    JWSObject jws = JWSObject.parse(response.token());
    assertThat(jws.getHeader().toBase64URL().decodeToString())
        .isEqualTo("{\"kid\":\"eu-west-11\",\"typ\":\"JWS\",\"alg\":\"RS512\"}");
    JsonNode claims = JSON.readTree(jws.getPayload().toString());
    assertThat(names(claims))
        .containsExactly(
            "sub",
            "aud",
            "amr",
            "https://aws.amazon.com/tags",
            "iss",
            "https://cognito-identity.amazonaws.com/identity-pool-arn",
            "exp",
            "iat");
    assertThat(claims.get("sub").textValue()).isEqualTo(response.identityId());
    assertThat(claims.get("aud").textValue()).isEqualTo(POOL);
    assertThat(claims.get("amr"))
        .isEqualTo(
            JSON.valueToTree(
                List.of("authenticated", "login.test", "login.test:" + POOL + ":alice")));
    assertThat(claims.get("https://aws.amazon.com/tags"))
        .isEqualTo(JSON.readTree("{\"principal_tags\":{\"team\":[\"blue\"]}}"));
    assertThat(claims.get("iss").textValue()).isEqualTo("https://cognito-identity.amazonaws.com");
    assertThat(claims.get("https://cognito-identity.amazonaws.com/identity-pool-arn").textValue())
        .isEqualTo("arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/" + POOL);
    assertThat(claims.get("exp").longValue() - claims.get("iat").longValue()).isEqualTo(60);
  }

  @Test
  void hasNoTagsClaimWithoutTags() throws Exception {
    JWSObject jws = JWSObject.parse(SERVER.token("alice").token());
    assertThat(names(JSON.readTree(jws.getPayload().toString())))
        .doesNotContain("https://aws.amazon.com/tags");
  }

  @Test
  void aGuestsTokenLastsTenMinutes() throws Exception {
    String guest = SERVER.guest();
    var response = SERVER.client().getOpenIdToken(r -> r.identityId(guest));
    assertThat(response.identityId()).isEqualTo(guest);
    JsonNode claims = JSON.readTree(JWSObject.parse(response.token()).getPayload().toString());
    assertThat(claims.get("amr")).isEqualTo(JSON.valueToTree(List.of("unauthenticated")));
    assertThat(claims.get("exp").longValue() - claims.get("iat").longValue()).isEqualTo(600);
  }

  @Test
  void verifiesAgainstTheServedKeys() throws Exception {
    JWSObject jws = JWSObject.parse(SERVER.token("alice").token());
    JWK key = keys().getKeyByKeyId(jws.getHeader().getKeyID());
    assertThat(key.getAlgorithm()).isEqualTo(JWSAlgorithm.RS512);
    assertThat(key.getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
    assertThat(key.isPrivate()).isFalse();
    assertThat(key.size()).isEqualTo(2048);
    assertThat(jws.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    String forged = SERVER.token("bob").token();
    String mixed =
        jws.getHeader().toBase64URL()
            + "."
            + JWSObject.parse(forged).getPayload().toBase64URL()
            + "."
            + jws.getSignature();
    assertThat(JWSObject.parse(mixed).verify(new RSASSAVerifier(key.toRSAKey()))).isFalse();
  }

  @Test
  void verifiesWithALibraryThatDidNotSignIt() throws Exception {
    GetOpenIdTokenForDeveloperIdentityResponse issued = SERVER.token(Cognito.newUser());
    JwtConsumer consumer =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(
                new HttpsJwksVerificationKeyResolver(
                    new HttpsJwks(SERVER.endpoint() + "/.well-known/jwks_uri")))
            .setJwsAlgorithmConstraints(
                ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA512)
            .setExpectedIssuer("https://cognito-identity.amazonaws.com")
            .setExpectedAudience(POOL)
            .setRequireExpirationTime()
            .build();
    assertThat(consumer.processToClaims(issued.token()).getSubject())
        .isEqualTo(issued.identityId());
    String[] parts = issued.token().split("\\.", -1);
    String other = SERVER.token(Cognito.newUser()).token().split("\\.", -1)[1];
    assertThatThrownBy(() -> consumer.processToClaims(String.join(".", parts[0], other, parts[2])))
        .isInstanceOf(InvalidJwtSignatureException.class);
  }

  @Test
  void theDiscoveryDocumentLeadsToTheKeys() throws Exception {
    HttpResponse<String> response =
        Raw.request(SERVER.endpoint(), "GET", "/.well-known/openid-configuration").send();
    JsonNode document = JSON.readTree(response.body());
    assertThat(document.get("issuer").textValue())
        .isEqualTo("https://cognito-identity.amazonaws.com");
    assertThat(URI.create(document.get("jwks_uri").textValue()))
        .isEqualTo(SERVER.endpoint().resolve("/.well-known/jwks_uri"));
  }

  private static JWKSet keys() throws Exception {
    HttpResponse<String> response =
        Raw.request(SERVER.endpoint(), "GET", "/.well-known/jwks_uri").send();
    assertThat(response.headers().firstValue("cache-control")).contains("max-age=2592000");
    return JWKSet.parse(response.body());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
