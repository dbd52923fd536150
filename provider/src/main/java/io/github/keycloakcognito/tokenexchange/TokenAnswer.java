package io.github.keycloakcognito.tokenexchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.util.TokenUtil;

/** The successful answer (RFC 8693 section 2.2.1), with the members of the REST door beside it. */
final class TokenAnswer {

  private TokenAnswer() {}

  /**
   * @param issued the members of the REST door's answer, of which {@code Token} is what was issued
   *     and {@code Expiration} when it ends
   */
  static Map<String, Object> of(
      RequestedTokenType type, Map<String, Object> issued, InstantSource clock) {
    Duration life =
        Duration.between(clock.instant(), Instant.parse((String) issued.get("Expiration")));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(OAuth2Constants.ACCESS_TOKEN, issued.get("Token"));
    body.put(OAuth2Constants.ISSUED_TOKEN_TYPE, type.urn());
    body.put(OAuth2Constants.TOKEN_TYPE, TokenUtil.TOKEN_TYPE_NA);
    body.put(OAuth2Constants.EXPIRES_IN, Math.max(0, life.toSeconds()));
    body.putAll(issued);
    return body;
  }
}
