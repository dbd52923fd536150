package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.SignInRequirement;

/** The challenge of RFC 9470 section 3, which Keycloak's own challenges do not know. */
final class StepUpChallenge {

  private StepUpChallenge() {}

  /**
   * The value of {@code WWW-Authenticate}.
   *
   * @param scheme of the token that was refused
   * @param failure one that names the sign-in it asks for
   */
  static String of(String realm, String scheme, Failure failure) {
    SignInRequirement required = failure.required();
    StringBuilder challenge = new StringBuilder(scheme);
    challenge.append(" realm=").append(quoted(realm));
    challenge.append(", error=").append(quoted(failure.kind().code()));
    challenge.append(", error_description=").append(quoted(failure.description()));
    if (required.acr() != null) {
      challenge.append(", acr_values=").append(quoted(required.acr()));
    }
    if (required.maxAge() != null) {
      challenge.append(", max_age=").append(quoted(required.maxAge().toSeconds()));
    }
    return challenge.toString();
  }

  /** A quoted-string (RFC 9110 section 5.6.4), of ASCII as headers are. */
  private static String quoted(Object value) {
    String ascii = value.toString().replaceAll("[^\\x20-\\x7E]", "?");
    return '"' + ascii.replaceAll("[\"\\\\]", "\\\\$0") + '"';
  }
}
