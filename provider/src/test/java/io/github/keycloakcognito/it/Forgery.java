package io.github.keycloakcognito.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What can be made of a genuine token without the realm's key. */
record Forgery(String header, String payload, String signature) {

  static Forgery of(String token) {
    String[] parts = token.split("\\.", -1);
    return new Forgery(parts[0], parts[1], parts[2]);
  }

  String withoutSignature() {
    return header + "." + payload + ".";
  }

  String withBrokenSignature() {
    char other = signature.charAt(0) == 'A' ? 'B' : 'A';
    return header + "." + payload + "." + other + signature.substring(1);
  }

  /** With the scope widened under the old signature. */
  String withOtherPayload() {
    return header
        + "."
        + encode(text(payload).replace("\"scope\":\"", "\"scope\":\"more "))
        + "."
        + signature;
  }

  String unsecured(String alg) {
    return encode("{\"alg\":\"" + alg + "\",\"typ\":\"JWT\",\"kid\":\"" + kid() + "\"}")
        + "."
        + payload
        + ".";
  }

  /** Under the realm's key id, but with a key of one's own. */
  String signedByAnotherKey() {
    try {
      return signed(JWSAlgorithm.RS256, new RSASSASigner(new RSAKeyGenerator(2048).generate()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the public key as if it were a shared secret. */
  String signedByPublicKeyAsSecret(byte[] publicKey) {
    try {
      return signed(JWSAlgorithm.HS256, new MACSigner(publicKey));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode claims() {
    try {
      return Answer.JSON.readTree(text(payload));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String signed(JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
    JWSObject forged =
        new JWSObject(
            new JWSHeader.Builder(algorithm).keyID(kid()).build(), new Payload(text(payload)));
    forged.sign(signer);
    return forged.serialize();
  }

  private String kid() {
    try {
      return Answer.JSON.readTree(text(header)).path("kid").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
