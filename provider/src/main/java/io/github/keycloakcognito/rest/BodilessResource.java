package io.github.keycloakcognito.rest;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.http.HttpRequest;

/**
 * The doors of {@link CognitoResource} that are posted to, for a request without a body. To hear
 * that there is none, the other ones wait for the network, which a profile showed as 6 % of an
 * answer from the cache.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class BodilessResource {

  private static final Set<String> DOORS = Set.of("token", "credentials", "console");

  private final CognitoResource doors;

  BodilessResource(CognitoResource doors) {
    this.doors = doors;
  }

  /**
   * Whether a request is for one of these doors, and its headers tell of no body. Content of HTTP/2
   * with neither type nor length is not seen.
   */
  static boolean serves(HttpRequest request) {
    String path = request.getUri().getPath();
    HttpHeaders headers = request.getHttpHeaders();
    String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return request.getHttpMethod().equals("POST")
        && DOORS.contains(path.substring(path.lastIndexOf('/') + 1))
        && (length == null || length.equals("0"))
        && headers.getHeaderString(HttpHeaders.CONTENT_TYPE) == null
        && headers.getHeaderString("Transfer-Encoding") == null;
  }

  /** As {@link CognitoResource#token}. */
  @POST
  @Path("token")
  public Response token() {
    return doors.token(null);
  }

  /** As {@link CognitoResource#credentials(String)}. */
  @POST
  @Path("credentials")
  public Response credentials() {
    return doors.credentials(null);
  }

  /** As {@link CognitoResource#console}. */
  @POST
  @Path("console")
  public Response console() {
    return doors.console(null);
  }
}
