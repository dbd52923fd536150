package io.github.keycloakcognito.events;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;

/** What an admin did to a user. What is done to groups and roles is seen when users call. */
record AdminChange(EventKind kind, String userId) {

  private static final Pattern PATH = Pattern.compile("users/([^/]+)(?:/([^/]+))?(?:/.*)?");

  /** Empty for what changes nothing that is issued to a user. */
  static Optional<AdminChange> of(AdminEvent event) {
    Matcher path = PATH.matcher(String.valueOf(event.getResourcePath()));
    if (!path.matches()) {
      return Optional.empty();
    }
    return kind(event.getOperationType(), path.group(2))
        .map(kind -> new AdminChange(kind, path.group(1)));
  }

  private static Optional<EventKind> kind(OperationType operation, String below) {
    if (below == null) {
      return switch (operation) {
        case UPDATE -> Optional.of(EventKind.USER_CHANGE);
        case DELETE -> Optional.of(EventKind.USER_REMOVAL);
        default -> Optional.empty();
      };
    }
    return switch (below) {
      case "logout" -> Optional.of(EventKind.SESSION_END);
      case "groups", "role-mappings" -> Optional.of(EventKind.USER_CHANGE);
      default -> Optional.empty();
    };
  }
}
