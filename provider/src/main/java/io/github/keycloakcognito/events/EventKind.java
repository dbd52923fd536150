package io.github.keycloakcognito.events;

import java.util.Locale;
import java.util.Optional;
import org.keycloak.events.EventType;

/** What is heard of, as it is counted. */
enum EventKind {
  SESSION_END,
  USER_CHANGE,
  USER_DISABLED,
  USER_REMOVAL,
  LOGIN_LINKED,
  LOGIN_UNLINKED,
  REGISTRATION,
  SIGN_IN;

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Of an event after which a user's cached tokens are of no use; empty for all others. */
  static Optional<EventKind> ending(EventType type) {
    return switch (type) {
      case LOGOUT, USER_SESSION_DELETED -> Optional.of(SESSION_END);
      case UPDATE_PROFILE, UPDATE_EMAIL, VERIFY_EMAIL, VERIFY_PROFILE -> Optional.of(USER_CHANGE);
      case USER_DISABLED_BY_PERMANENT_LOCKOUT, USER_DISABLED_BY_TEMPORARY_LOCKOUT ->
          Optional.of(USER_DISABLED);
      case DELETE_ACCOUNT -> Optional.of(USER_REMOVAL);
      default -> Optional.empty();
    };
  }
}
