package io.github.keycloakcognito.admin;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.admin.OperationType;

/** The doors for admins. Every answer is JSON and is not to be stored. */
@Produces(MediaType.APPLICATION_JSON)
public final class CognitoAdminResource {

  /** Resource types of the admin events. */
  private static final String POOL = "COGNITO_IDENTITY_POOL";

  private static final String IDENTITY = "COGNITO_IDENTITY";

  private final AdminDoor door;

  CognitoAdminResource(AdminDoor door) {
    this.door = door;
  }

  /** Tries a pool from end to end. */
  @POST
  @Path("pools/{alias}/check")
  public Response check(@PathParam("alias") String alias) {
    return door.write(OperationType.ACTION, POOL, null, call -> CheckAnswer.of(call, alias));
  }

  /** What a user and client would get, and why; the query names {@code user} and {@code client}. */
  @GET
  @Path("pools/{alias}/preview")
  public Response preview(@PathParam("alias") String alias) {
    return door.read(call -> PreviewAnswer.of(call, alias));
  }

  /** The identity of a user. */
  @GET
  @Path("users/{id}/identity")
  public Response identity(@PathParam("id") String id) {
    return door.read(call -> IdentityAnswers.ofUser(call, id));
  }

  /** Deletes the identity of a user at Cognito. */
  @DELETE
  @Path("users/{id}/identity")
  public Response delete(@PathParam("id") String id) {
    return door.write(
        OperationType.DELETE, IDENTITY, null, call -> IdentityAnswers.delete(call, id));
  }

  /**
   * Gives another user's identity to this user, for good.
   *
   * @param body a form or a JSON object with {@code source}, the id of the other user
   */
  @POST
  @Path("users/{id}/identity/merge")
  public Response merge(@PathParam("id") String id, String body) {
    return door.write(
        OperationType.ACTION, IDENTITY, body, call -> IdentityAnswers.merge(call, id));
  }

  /**
   * Takes a user's developer login from its identity.
   *
   * @param body a form or a JSON object; may be empty
   */
  @POST
  @Path("users/{id}/identity/unlink")
  public Response unlink(@PathParam("id") String id, String body) {
    return door.write(
        OperationType.ACTION, IDENTITY, body, call -> IdentityAnswers.unlink(call, id));
  }

  /** The users behind an identity. */
  @GET
  @Path("identities/{identityId}")
  public Response users(@PathParam("identityId") String identityId) {
    return door.read(call -> IdentityAnswers.usersOf(call, identityId));
  }
}
