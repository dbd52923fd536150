package io.github.keycloakcognito.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A client's key for DPoP proofs (RFC 9449). */
record DpopKey(ECKey key) {

  static DpopKey generate() {
    try {
      return new DpopKey(new ECKeyGenerator(Curve.P_256).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token that is bound to this key. */
  String accessToken(TestRealm realm, String clientId, String username) {
    Answer answer =
        realm
            .http()
            .send(
                Http.form(
                        realm.tokenEndpoint(),
                        Map.of(
                            "grant_type", "password",
                            "client_id", clientId,
                            "username", username,
                            "password", username,
                            "scope", "openid cognito"))
                    .header("DPoP", proof("POST", realm.tokenEndpoint(), null)));
    if (!"DPoP".equals(answer.text("token_type"))) {
      throw new AssertionError("sign-in: " + answer.status() + " " + answer.body());
    }
    return answer.text("access_token");
  }

  /**
   * A fresh proof.
   *
   * @param accessToken null at the token endpoint
   */
  String proof(String method, URI uri, String accessToken) {
    return sign(new Payload(claims(method, uri, accessToken)));
  }

  /** Whatever the payload is, under a genuine signature. */
  String sign(Payload payload) {
    try {
      JWSObject proof =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(new JOSEObjectType("dpop+jwt"))
                  .jwk(key.toPublicJWK())
                  .build(),
              payload);
      proof.sign(new ECDSASigner(key));
      return proof.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, Object> claims(String method, URI uri, String accessToken) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("htm", method);
    claims.put("htu", uri.toString());
    claims.put("iat", Instant.now().getEpochSecond());
    if (accessToken != null) {
      claims.put("ath", hash(accessToken));
    }
    return claims;
  }

  private static String hash(String accessToken) {
    try {
      return Base64URL.encode(
              MessageDigest.getInstance("SHA-256")
                  .digest(accessToken.getBytes(StandardCharsets.US_ASCII)))
          .toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
