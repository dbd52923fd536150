package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The sign-in that a pool or a role asks for.
 *
 * @param acr the least acr value: a name the client or realm maps to a level, or a level; null for
 *     any
 * @param maxAge how long ago the user may have signed in; null for any time
 */
public record SignInRequirement(String acr, Duration maxAge) {

  /** Any sign-in will do. */
  public static final SignInRequirement NONE = new SignInRequirement(null, null);

  /** The refusal that asks for another sign-in (RFC 9470 section 3), or empty. */
  public Optional<Failure> refusal(SignIn signIn, Instant now) {
    if (acr != null && signIn.level() < level(signIn)) {
      return Optional.of(refusal("A sign-in of a higher level is required."));
    }
    if (maxAge != null && signIn.time().plus(maxAge).isBefore(now)) {
      return Optional.of(refusal("A more recent sign-in is required."));
    }
    return Optional.empty();
  }

  /** What cannot be told to be a level is out of reach. */
  private int level(SignIn signIn) {
    Integer mapped = signIn.levels().get(acr);
    if (mapped != null) {
      return mapped;
    }
    try {
      return Integer.parseInt(acr);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }

  private Failure refusal(String description) {
    return Failure.of(Kind.INSUFFICIENT_USER_AUTHENTICATION, description).asking(this);
  }
}
