package io.github.keycloakcognito.exchange;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a user's identity at Cognito once the user is removed from Keycloak. */
public enum UserRemoval {
  /** It is deleted, unless another user shares it. */
  DELETE_IDENTITY,
  /** It stays, without the user. */
  UNLINK,
  /** Nothing happens to it. */
  KEEP;

  /** As admins write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Empty if there is none of that code. */
  public static Optional<UserRemoval> of(String code) {
    return Stream.of(values()).filter(value -> value.code().equals(code)).findFirst();
  }
}
