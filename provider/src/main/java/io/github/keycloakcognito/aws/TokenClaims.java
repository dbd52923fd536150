package io.github.keycloakcognito.aws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * What Cognito writes into the OpenID token it just gave us. The signature is not checked: the
 * token came from AWS over TLS, and only goes back there.
 *
 * @param accountId null where the token does not name the pool's ARN
 */
record TokenClaims(Instant issuedAt, Instant expiration, String accountId) {

  private static final String POOL_ARN = "https://cognito-identity.amazonaws.com/identity-pool-arn";

  /**
   * @throws IllegalArgumentException if it is no JWT with {@code iat} and {@code exp}
   */
  static TokenClaims of(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a JWT");
    }
    JsonNode claims;
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      // Nothing is parsed into null.
      claims =
          Objects.requireNonNull(
              JsonNode.parser().parse(new String(payload, StandardCharsets.UTF_8)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not a JWT", e);
    }
    return new TokenClaims(seconds(claims, "iat"), seconds(claims, "exp"), account(claims));
  }

  private static Instant seconds(JsonNode claims, String name) {
    return claims
        .field(name)
        .filter(JsonNode::isNumber)
        .map(n -> Double.parseDouble(n.asNumber()))
        .filter(s -> Math.abs(s) < Instant.MAX.getEpochSecond())
        .map(s -> Instant.ofEpochSecond(s.longValue()))
        .orElseThrow(() -> new IllegalArgumentException("a JWT without " + name));
  }

  /** {@code arn:partition:cognito-identity:region:account:identitypool/id}. */
  private static String account(JsonNode claims) {
    return claims
        .field(POOL_ARN)
        .filter(JsonNode::isString)
        .map(n -> n.asString().split(":", -1))
        .filter(arn -> arn.length > 5 && !arn[4].isEmpty())
        .map(arn -> arn[4])
        .orElse(null);
  }
}
