package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;

/** The Content-Types that Keycloak fails on, so that no door must be reached with them. */
public final class ContentType {

  private ContentType() {}

  /**
   * Refuses them.
   *
   * @throws WebApplicationException with the whole answer
   */
  public static void check(KeycloakSession session) {
    String given =
        session
            .getContext()
            .getHttpRequest()
            .getHttpHeaders()
            .getHeaderString(HttpHeaders.CONTENT_TYPE);
    MediaType type = given == null ? MediaType.WILDCARD_TYPE : parse(given);
    if (type == null) {
      // To choose them Keycloak parses the type after a door has answered, and issued credentials.
      session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
      throw refused("The Content-Type is malformed.");
    }
    if (type.getType().equalsIgnoreCase("multipart")) {
      // Keycloak reads it into a form before each POST, and again for the door, where none is left.
      throw refused(Parameters.FORMATS);
    }
  }

  private static MediaType parse(String given) {
    try {
      return MediaType.valueOf(given);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static WebApplicationException refused(String description) {
    return new WebApplicationException(
        Answers.failure(Failure.of(Kind.INVALID_REQUEST, description)));
  }
}
