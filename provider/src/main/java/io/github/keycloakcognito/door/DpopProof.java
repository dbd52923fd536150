package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Failure.Kind;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.jose.jwk.JWK;
import org.keycloak.jose.jwk.JWKParser;
import org.keycloak.jose.jws.JWSHeader;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.representations.dpop.DPoP;

/**
 * The form of a DPoP proof (RFC 9449 section 4.2). Keycloak's verifier judges a proof, but takes
 * its form for granted: it fails with a server error on a header or payload that is null and on a
 * key that is none.
 */
final class DpopProof {

  /** Members of public keys (RFC 7518 section 6, RFC 8037 section 2): Keycloak casts them. */
  private static final List<String> KEY_MEMBERS = List.of("crv", "x", "y", "n", "e", "pub");

  private DpopProof() {}

  /**
   * @throws RefusalException for a proof that is malformed; a missing one is left to the verifier
   */
  static void check(HttpHeaders headers) {
    String proof = headers.getHeaderString(OAuth2Constants.DPOP_HTTP_HEADER);
    if (proof != null && !isWellFormed(proof)) {
      throw RefusalException.of(Kind.INVALID_TOKEN, "The DPoP proof is malformed.");
    }
  }

  private static boolean isWellFormed(String proof) {
    try {
      JWSInput jws = new JWSInput(proof);
      JWSHeader header = jws.getHeader();
      return header != null
          && header.getAlgorithm() != null
          && header.getKey() != null
          && isPublicKey(header.getKey())
          && jws.readJsonContent(DPoP.class) != null;
    } catch (JWSInputException e) {
      return false;
    }
  }

  private static boolean isPublicKey(JWK jwk) {
    JWKParser parser = JWKParser.create(jwk);
    boolean typed =
        KEY_MEMBERS.stream()
            .map(jwk.getOtherClaims()::get)
            .allMatch(member -> member == null || member instanceof String);
    if (!typed || !parser.isKeyTypeSupported(jwk.getKeyType())) {
      return false;
    }
    try {
      return parser.toPublicKey() != null;
    } catch (RuntimeException e) {
      // The parser's only way to say that the members make no key; nothing else happens in it.
      return false;
    }
  }
}
