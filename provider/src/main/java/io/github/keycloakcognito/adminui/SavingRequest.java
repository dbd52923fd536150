package io.github.keycloakcognito.adminui;

import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;

/** Tells an admin who saves one component from an import, which must not fail for AWS's sake. */
final class SavingRequest {

  private static final Pattern COMPONENTS =
      Pattern.compile("(?:.*/)?admin/realms/[^/]+/components(?:/[^/]+)?/?");

  private SavingRequest() {}

  static boolean isServedBy(KeycloakSession session) {
    try {
      return COMPONENTS.matcher(session.getContext().getHttpRequest().getUri().getPath()).matches();
    } catch (RuntimeException e) {
      // What Keycloak throws at start and in the background, where no request is served.
      return false;
    }
  }
}
