package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.door.ConsoleAnswer;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;

/**
 * The doors. Every answer is JSON and is not to be stored. What the annotations refer to stands in
 * {@code META-INF/openapi.yaml}.
 */
@SecurityRequirement(name = "accessToken")
@APIResponse(responseCode = "default", ref = "error")
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
  @SecurityRequirements
  @Operation(summary = "What an app has to know about an identity pool; no token needed")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Discovery")))
  public Response discovery() {
    return new DiscoveryDoor(session, cognito).answer();
  }

  /** The command line, as a program ready for the realm. */
  @GET
  @Path("cli")
  @Produces({MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON})
  @SecurityRequirements
  @Operation(summary = "The command line keycloak-aws, configured for the realm; no token needed")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @Parameter(name = "shell", in = ParameterIn.QUERY, ref = "shell")
  @APIResponse(
      responseCode = "200",
      description = "A program for the shell",
      content =
          @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
  public Response cli() {
    return new CliDoor(session, cognito).answer();
  }

  /**
   * A Cognito OpenID token.
   *
   * @param body a form or a JSON object; may be empty
   */
  @POST
  @Path("token")
  @Operation(summary = "A Cognito OpenID token of the caller's identity")
  @RequestBody(ref = "token")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Token")))
  public Response token(String body) {
    return issuing("token").answer(body, Issuance.ofTokens(cognito)::answer);
  }

  /** AWS credentials, as the container-credentials contract of the AWS SDKs asks for them. */
  @GET
  @Path("credentials")
  @Operation(summary = "AWS credentials, as SDKs fetch them")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @Parameter(name = "role", in = ParameterIn.QUERY, ref = "role")
  @Parameter(name = "duration", in = ParameterIn.QUERY, ref = "duration")
  @Parameter(name = "fresh", in = ParameterIn.QUERY, ref = "fresh")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Credentials")))
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
  @Operation(summary = "AWS credentials")
  @RequestBody(ref = "credentials")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Credentials")))
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
  @Operation(summary = "A sign-in URL for the AWS console")
  @RequestBody(ref = "console")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Console")))
  public Response console(String body) {
    return issuing("console").answer(body, ConsoleAnswer::of);
  }

  /** The roles the caller may take. */
  @GET
  @Path("roles")
  @Operation(summary = "The roles the caller may take")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Roles")))
  public Response roles() {
    return answering("roles").answer(null, RolesAnswer::of);
  }

  /** The caller's identity. */
  @GET
  @Path("identity")
  @Operation(summary = "The caller's identity; never makes one")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Identity")))
  public Response identity() {
    return answering("identity").answer(null, IdentityAnswer::of);
  }

  /** The caller's logins at identity providers, and which of them are in the identity. */
  @GET
  @Path("links")
  @Operation(
      summary = "The caller's social logins that Cognito could take; never makes an identity")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Links")))
  public Response links() {
    return answering("links").answer(null, LinksAnswer::list);
  }

  /**
   * Puts a social login into the caller's identity.
   *
   * @param alias of the identity provider
   * @param body as of {@link #token}
   */
  @PUT
  @Path("links/{idp}")
  @Operation(summary = "Put a social login that Keycloak brokered into the caller's identity")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Identity")))
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
  @Operation(summary = "Take a social login out of the caller's identity")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Identity")))
  public Response unlink(@PathParam("idp") String alias) {
    return answering("unlink").answer(null, call -> LinksAnswer.unlink(call, alias));
  }

  private Door issuing(String door) {
    return new Door(session, cognito, door, "issued");
  }

  private Door answering(String door) {
    return new Door(session, cognito, door, "answered");
  }

  /** The answer to a browser that asks before it calls from a page. */
  @OPTIONS
  @Operation(hidden = true)
  public Response preflight() {
    return Cors.builder()
        .preflight()
        .allowedMethods("GET", "POST", "PUT", "DELETE", "OPTIONS")
        .auth()
        .add(Response.ok());
  }

  /** As {@link #preflight}. */
  @OPTIONS
  @Path("{door:.+}")
  @Operation(hidden = true)
  public Response doorPreflight() {
    return preflight();
  }
}
