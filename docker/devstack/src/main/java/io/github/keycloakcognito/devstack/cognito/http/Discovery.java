package io.github.keycloakcognito.devstack.cognito.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import java.util.Set;
import java.util.function.Supplier;

/** The public documents a verifier of tokens reads. */
public final class Discovery {
  private static final String JWKS = "/.well-known/jwks_uri";
  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final String THIRTY_DAYS = "max-age=2592000";

  private final CognitoTokens tokens;
  private final Supplier<Set<String>> regions;

  /**
   * Serves the keys of tokens.
   *
   * @param regions whose key ids the JWKS lists
   */
  public Discovery(CognitoTokens tokens, Supplier<Set<String>> regions) {
    this.tokens = tokens;
    this.regions = regions;
  }

  boolean serves(Request request) {
    return request.method().equals("GET")
        && (request.path().equals(JWKS) || request.path().equals(CONFIGURATION));
  }

  Response answer(Request request) {
    String body =
        request.path().equals(JWKS)
            ? tokens.publicKeys(regions.get()).toString()
            : configuration(request);
    return Response.text(200, "application/json", body).with("Cache-Control", THIRTY_DAYS);
  }

  /** The issuer stays AWS's, as in the tokens; the keys are where this process serves them. */
  private static String configuration(Request request) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("issuer", CognitoTokens.ISSUER);
    document.put("jwks_uri", "http://" + request.header("host").orElse("localhost") + JWKS);
    document.putArray("response_types_supported").add("id_token");
    document.putArray("subject_types_supported").add("public");
    document.putArray("id_token_signing_alg_values_supported").add("RS512");
    return document.toString();
  }
}
