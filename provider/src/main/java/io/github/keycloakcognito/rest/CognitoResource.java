package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.door.ConsoleAnswer;
import io.github.keycloakcognito.door.Issuance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;

/** The doors. Every answer is JSON and is not to be stored. */
@Produces(MediaType.APPLICATION_JSON)
public final class CognitoResource {

  private final KeycloakSession session;
  private final Cognito cognito;

  CognitoResource(KeycloakSession session, Cognito cognito) {
    this.session = session;
    this.cognito = cognito;
  }

  /** Public discovery: what an app has to know about a pool. */
  @GET
  public Response discovery() {
    return new DiscoveryDoor(session, cognito).answer();
  }

  /**
   * A Cognito OpenID token.
   *
   * @param body a form or a JSON object; may be empty
   */
  @POST
  @Path("token")
  public Response token(String body) {
    return issuing("token").answer(body, Issuance.ofTokens(cognito)::answer);
  }

  /** AWS credentials, as the container-credentials contract of the AWS SDKs asks for them. */
  @GET
  @Path("credentials")
  public Response credentials() {
    return credentials(null);
  }

  /**
   * AWS credentials.
   *
   * @param body a form or a JSON object; may be empty
   */
  @POST
  @Path("credentials")
  public Response credentials(String body) {
    return issuing("credentials").answer(body, Issuance.ofCredentials(cognito)::answer);
  }

  /**
   * A sign-in URL for the AWS console. POST only: it is a secret that nothing may keep.
   *
   * @param body a form or a JSON object; may be empty
   */
  @POST
  @Path("console")
  public Response console(String body) {
    return issuing("console").answer(body, ConsoleAnswer::of);
  }

  /** The roles the caller may take. */
  @GET
  @Path("roles")
  public Response roles() {
    return answering("roles").answer(null, RolesAnswer::of);
  }

  private Door issuing(String door) {
    return new Door(session, cognito, door, "issued");
  }

  private Door answering(String door) {
    return new Door(session, cognito, door, "answered");
  }

  @OPTIONS
  public Response preflight() {
    return Cors.builder()
        .preflight()
        .allowedMethods("GET", "POST", "OPTIONS")
        .auth()
        .add(Response.ok());
  }

  @OPTIONS
  @Path("{door:.+}")
  public Response doorPreflight() {
    return preflight();
  }
}
