package io.github.keycloakcognito.exchange;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** When a user's identity is made before anybody asks for it. */
public enum WarmUp {
  OFF,
  /** Once the user has registered. */
  REGISTRATION,
  /** Once the user has signed in and has none yet. */
  SIGN_IN;

  /** As admins write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Empty if there is none of that code. */
  public static Optional<WarmUp> of(String code) {
    return Stream.of(values()).filter(value -> value.code().equals(code)).findFirst();
  }
}
