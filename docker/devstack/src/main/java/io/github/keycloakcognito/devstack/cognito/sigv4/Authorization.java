package io.github.keycloakcognito.devstack.cognito.sigv4;

import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Parameters;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says of its signature, in the Authorization header or in the query string.
 *
 * @param accessKeyId of the signer
 * @param scope date, region, service and {@code aws4_request}
 * @param signedHeaders lower case, in the signer's order
 * @param signature lower-case hex
 * @param date as it came
 * @param securityToken of a session
 * @param expires seconds from the date, as it came; of presigned requests only
 */
record Authorization(
    String accessKeyId,
    Scope scope,
    List<String> signedHeaders,
    String signature,
    String date,
    Optional<String> securityToken,
    Optional<String> expires) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  static final String SIGNATURE_PARAMETER = "X-Amz-Signature";
  private static final String ALGORITHM_PARAMETER = "X-Amz-Algorithm";
  private static final List<String> PARTS = List.of("Credential", "Signature", "SignedHeaders");
  private static final List<String> PARAMETERS =
      List.of(
          ALGORITHM_PARAMETER,
          "X-Amz-Credential",
          SIGNATURE_PARAMETER,
          "X-Amz-SignedHeaders",
          "X-Amz-Date");

  /** The credential scope. */
  record Scope(String date, String region, String service) {
    @Override
    public String toString() {
      return date + "/" + region + "/" + service + "/aws4_request";
    }
  }

  /** The header counts before the query string. */
  static Authorization of(Request request) {
    Optional<String> header = request.header("authorization");
    if (header.isPresent()) {
      return header(request, header.get());
    }
    Map<String, String> query = Parameters.read(request.query());
    if (query.containsKey(ALGORITHM_PARAMETER) || query.containsKey(SIGNATURE_PARAMETER)) {
      return presigned(query);
    }
    throw ErrorCode.MISSING_AUTHENTICATION.because("Missing Authentication Token");
  }

  private static Authorization header(Request request, String header) {
    if (!header.startsWith(ALGORITHM + " ")) {
      throw incomplete("Authorization header requires the algorithm '" + ALGORITHM + "'.");
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
        throw incomplete("Authorization header requires '" + name + "' parameter.");
      }
    }
    String[] credential = credential(parts.get("Credential"));
    return new Authorization(
        credential[0],
        scope(credential),
        List.of(parts.get("SignedHeaders").split(";", -1)),
        parts.get("Signature"),
        request
            .header("x-amz-date")
            .or(() -> request.header("date"))
            .orElseThrow(
                () ->
                    incomplete(
                        "Authorization header requires existence of either a 'X-Amz-Date' or a"
                            + " 'Date' header.")),
        request.header("x-amz-security-token"),
        Optional.empty());
  }

  private static Authorization presigned(Map<String, String> query) {
    for (String name : PARAMETERS) {
      if (query.getOrDefault(name, "").isEmpty()) {
        throw incomplete(
            "AWS query-string parameters must include '"
                + name
                + "'. Re-examine the query-string parameters.");
      }
    }
    if (!query.get(ALGORITHM_PARAMETER).equals(ALGORITHM)) {
      throw incomplete("Unsupported AWS 'algorithm': '" + query.get(ALGORITHM_PARAMETER) + "'.");
    }
    String[] credential = credential(query.get("X-Amz-Credential"));
    return new Authorization(
        credential[0],
        scope(credential),
        List.of(query.get("X-Amz-SignedHeaders").split(";", -1)),
        query.get(SIGNATURE_PARAMETER),
        query.get("X-Amz-Date"),
        Optional.ofNullable(query.get("X-Amz-Security-Token")),
        Optional.ofNullable(query.get("X-Amz-Expires")));
  }

  private static String[] credential(String text) {
    String[] credential = text.split("/", -1);
    if (credential.length != 5 || !credential[4].equals("aws4_request")) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term.");
    }
    return credential;
  }

  private static Scope scope(String[] credential) {
    return new Scope(credential[1], credential[2], credential[3]);
  }

  static ServiceException incomplete(String message) {
    return ErrorCode.INCOMPLETE_SIGNATURE.because(message);
  }
}
