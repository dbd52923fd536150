package io.github.keycloakcognito.tokenexchange;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.door.Issuance;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client may ask for with {@code requested_token_type} (RFC 8693 section 2.1). */
enum RequestedTokenType {
  OPENID_TOKEN,
  AWS_CREDENTIALS;

  /**
   * The type of that URN, or empty.
   *
   * @param urn may be null
   */
  static Optional<RequestedTokenType> of(String urn) {
    return Arrays.stream(values()).filter(type -> type.urn().equals(urn)).findFirst();
  }

  String urn() {
    return "urn:keycloak-cognito:token-type:" + shortName();
  }

  /** For metrics and audit. */
  String door() {
    return "exchange-" + shortName();
  }

  Issuance<?> issuance(Cognito cognito) {
    return switch (this) {
      case OPENID_TOKEN -> Issuance.ofTokens(cognito);
      case AWS_CREDENTIALS -> Issuance.ofCredentials(cognito);
    };
  }

  private String shortName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
