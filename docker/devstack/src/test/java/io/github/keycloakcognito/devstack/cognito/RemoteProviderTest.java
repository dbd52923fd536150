package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;

/** An OpenID Connect provider that really runs, with keys of its own. */
class RemoteProviderTest {
  private static final String POOL = "eu-west-1:10910000-0000-4000-8000-000000000009";

  @TempDir Path dir;
  private HttpServer provider;
  private LocalCognito cognito;
  private CognitoIdentityClient client;
  private String issuer;
  private RSAKey key;
  private volatile String jwks;

  @BeforeEach
  void start() throws IOException, JOSEException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/certs",
        exchange -> {
          byte[] body = jwks.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    provider.start();
    issuer = "http://localhost:" + provider.getAddress().getPort() + "/realms/partner";
    newKey("one");
    Path seed =
        Files.writeString(
            dir.resolve("seed.json"),
            """
            {"account": "123456789012",
             "pools": [{"id": "%s", "name": "remote", "openIdConnectProviderArns":
               ["arn:aws:iam::123456789012:oidc-provider/%s"]}],
             "oidcProviders": [{"issuer": "%s", "clientIds": ["app"],
               "jwksUri": "http://localhost:%d/certs"}]}
            """
                .formatted(POOL, name(), issuer, provider.getAddress().getPort()));
    cognito = LocalCognito.start(LocalCognitoOptions.defaults().withSeed(seed).withQuotas(false));
    client = Clients.cognito(cognito.endpoint(), Cognito.KEY);
  }

  @AfterEach
  void stop() {
    client.close();
    cognito.close();
    provider.stop(0);
  }

  @Test
  void itsTokensAreTaken() throws JOSEException {
    String identity = id(token(key, "app"));

    assertThat(id(token(key, "app"))).isEqualTo(identity);
  }

  @Test
  void itsNewKeysAreFound() throws JOSEException {
    String identity = id(token(key, "app"));
    newKey("two");

    assertThat(id(token(key, "app"))).isEqualTo(identity);
  }

  @Test
  void othersTokensAreNot() throws JOSEException {
    RSAKey forged = new RSAKeyGenerator(2048).keyID("one").generate();

    assertThatThrownBy(() -> id(token(forged, "app")))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Couldn't verify signed token");
    assertThatThrownBy(() -> id(token(key, "other-app")))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  void withoutAnswerItIsOutOfReach() {
    provider.stop(0);

    assertThatThrownBy(() -> id(token(key, "app"))).isInstanceOf(ExternalServiceException.class);
  }

  @Test
  void itsTokensAreNotMinted() {
    assertThatThrownBy(() -> cognito.mint(issuer, "carol", "app", Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String name() {
    return issuer.substring("http://".length());
  }

  private void newKey(String id) throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID(id).generate();
    jwks = new JWKSet(key.toPublicJWK()).toString();
  }

  private String token(RSAKey signer, String audience) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signer.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("carol")
                .audience(audience)
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build());
    jwt.sign(new RSASSASigner(signer));
    return jwt.serialize();
  }

  private String id(String token) {
    return client.getId(r -> r.identityPoolId(POOL).logins(Map.of(name(), token))).identityId();
  }
}
