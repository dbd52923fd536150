package io.github.keycloakcognito.devstack.cognito.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.Map;

/** Signs JSON with its members in the given order, which JWT builders do not keep. */
final class Jws {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Jws() {}

  static String sign(Map<String, Object> header, Map<String, Object> claims, RSAKey key) {
    return sign(header, claims, signer(key));
  }

  /** What signs with a key; thread-safe, and dear to make. */
  static JWSSigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("not a private key", e);
    }
  }

  static String sign(Map<String, Object> header, Map<String, Object> claims, JWSSigner signer) {
    try {
      JWSHeader parsed = JWSHeader.parse(Base64URL.encode(JSON.writeValueAsString(header)));
      JWSObject jws = new JWSObject(parsed, new Payload(JSON.writeValueAsString(claims)));
      jws.sign(signer);
      return jws.serialize();
    } catch (JsonProcessingException | ParseException | JOSEException e) {
      throw new IllegalStateException("token not signed", e);
    }
  }
}
