package io.github.keycloakcognito.devstack.cognito.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a verified token says.
 *
 * @param federatedPrincipal as trust policies name its issuer
 * @param conditionPrefix what stands before {@code :aud}, {@code :sub} in condition keys
 * @param issuer the iss claim
 * @param subject the sub claim
 * @param audience the aud claim
 * @param amr the amr claim; empty if absent
 * @param tags principal tags; empty if absent
 * @param expiration the exp claim
 */
public record WebIdentity(
    String federatedPrincipal,
    String conditionPrefix,
    String issuer,
    String subject,
    String audience,
    List<String> amr,
    Map<String, List<String>> tags,
    Instant expiration) {

  /** The Cognito identity it is about; empty for tokens of other issuers. */
  public Optional<String> cognitoIdentity() {
    return issuer.equals(CognitoTokens.ISSUER) ? Optional.of(subject) : Optional.empty();
  }
}
