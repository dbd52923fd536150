package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.exchange.ExchangeService;
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
  private final ExchangeDoor<?> tokenDoor;
  private final ExchangeDoor<?> credentialsDoor;

  CognitoResource(KeycloakSession session, Cognito cognito) {
    this.session = session;
    this.cognito = cognito;
    ExchangeService exchange = cognito.exchange();
    this.tokenDoor =
        new ExchangeDoor<>(session, cognito, "token", exchange::token, new TokenAnswer());
    this.credentialsDoor =
        new ExchangeDoor<>(
            session, cognito, "credentials", exchange::credentials, new CredentialsAnswer());
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
    return tokenDoor.answer(body);
  }

  /** AWS credentials, as the container-credentials contract of the AWS SDKs asks for them. */
  @GET
  @Path("credentials")
  public Response credentials() {
    return credentialsDoor.answer(null);
  }

  /**
   * AWS credentials.
   *
   * @param body a form or a JSON object; may be empty
   */
  @POST
  @Path("credentials")
  public Response credentials(String body) {
    return credentialsDoor.answer(body);
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
