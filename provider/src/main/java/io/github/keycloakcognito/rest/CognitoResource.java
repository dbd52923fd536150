package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.door.Issuance;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

  /** The roles the caller may take. */
  @GET
  @Path("roles")
  public Response roles() {
    return answering("roles").answer(null, RolesAnswer::of);
  }

  /** The caller's identity. */
  @GET
  @Path("identity")
  public Response identity() {
    return answering("identity").answer(null, IdentityAnswer::of);
  }

  /**
   * Puts a social login into the caller's identity.
   *
   * @param alias of the identity provider
   * @param body as of {@link #token}
   */
  @PUT
  @Path("links/{idp}")
  public Response link(@PathParam("idp") String alias, String body) {
    return answering("link").answer(body, call -> LinksAnswer.link(call, alias));
  }

  /**
   * Takes a social login out of the caller's identity.
   *
   * @param alias of the identity provider
   */
  @DELETE
  @Path("links/{idp}")
  public Response unlink(@PathParam("idp") String alias) {
    return answering("unlink").answer(null, call -> LinksAnswer.unlink(call, alias));
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
        .allowedMethods("GET", "POST", "PUT", "DELETE", "OPTIONS")
        .auth()
        .add(Response.ok());
  }

  @OPTIONS
  @Path("{door:.+}")
  public Response doorPreflight() {
    return preflight();
  }
}
