package io.github.keycloakcognito.devstack.cognito.sigv4;

import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A parsed Authorization header.
 *
 * @param accessKeyId of the signer
 * @param scope date, region, service and {@code aws4_request}
 * @param signedHeaders lower case, in the signer's order
 * @param signature lower-case hex
 */
record Authorization(
    String accessKeyId, Scope scope, List<String> signedHeaders, String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final List<String> PARTS = List.of("Credential", "Signature", "SignedHeaders");

  /** The credential scope. */
  record Scope(String date, String region, String service) {
    @Override
    public String toString() {
      return date + "/" + region + "/" + service + "/aws4_request";
    }
  }

  static Authorization parse(String header) {
    if (!header.startsWith(ALGORITHM + " ")) {
      throw ErrorCode.INCOMPLETE_SIGNATURE.because(
          "Authorization header requires the algorithm '" + ALGORITHM + "'.");
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : header.substring(ALGORITHM.length()).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).trim(), part.substring(equals + 1).trim());
      }
    }
    for (String name : PARTS) {
      if (parts.getOrDefault(name, "").isEmpty()) {
        throw ErrorCode.INCOMPLETE_SIGNATURE.because(
            "Authorization header requires '" + name + "' parameter.");
      }
    }
    String[] credential = parts.get("Credential").split("/", -1);
    if (credential.length != 5 || !credential[4].equals("aws4_request")) {
      throw ErrorCode.INCOMPLETE_SIGNATURE.because(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term.");
    }
    return new Authorization(
        credential[0],
        new Scope(credential[1], credential[2], credential[3]),
        List.of(parts.get("SignedHeaders").split(";", -1)),
        parts.get("Signature"));
  }
}
