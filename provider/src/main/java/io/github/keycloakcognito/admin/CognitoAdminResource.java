package io.github.keycloakcognito.admin;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.keycloak.events.admin.OperationType;

/**
 * The doors for admins. Every answer is JSON and is not to be stored. What the annotations refer to
 * stands in {@code META-INF/openapi.yaml}.
 */
@SecurityRequirement(name = "adminToken")
@APIResponse(responseCode = "401", ref = "admin")
@APIResponse(responseCode = "403", ref = "admin")
@APIResponse(responseCode = "default", ref = "error")
@Produces(MediaType.APPLICATION_JSON)
public final class CognitoAdminResource {

  /** Resource types of the admin events. */
  private static final String POOL = "COGNITO_IDENTITY_POOL";

  private static final String IDENTITY = "COGNITO_IDENTITY";
  private static final String OUTBOX = "COGNITO_OUTBOX";

  private static final String RECONCILE = "COGNITO_RECONCILE";

  private final AdminDoor door;

  CognitoAdminResource(AdminDoor door) {
    this.door = door;
  }

  /** Tries a pool from end to end. */
  @POST
  @Path("pools/{alias}/check")
  @Operation(summary = "Tries a pool from end to end")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Check")))
  public Response check(@PathParam("alias") String alias) {
    return door.write(OperationType.ACTION, POOL, null, call -> CheckAnswer.of(call, alias));
  }

  /** What a user and client would get, and why; the query names {@code user} and {@code client}. */
  @GET
  @Path("pools/{alias}/preview")
  @Operation(summary = "What a user and client would get, and why")
  @Parameter(name = "user", in = ParameterIn.QUERY, ref = "user")
  @Parameter(name = "client", in = ParameterIn.QUERY, ref = "client")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Preview")))
  public Response preview(@PathParam("alias") String alias) {
    return door.read(call -> PreviewAnswer.of(call, alias));
  }

  /** The identity of a user. */
  @GET
  @Path("users/{id}/identity")
  @Operation(summary = "The identity of a user")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "UserIdentity")))
  public Response identity(@PathParam("id") String id) {
    return door.read(call -> IdentityAnswers.ofUser(call, id));
  }

  /** Deletes the identity of a user at Cognito. */
  @DELETE
  @Path("users/{id}/identity")
  @Operation(summary = "Deletes the identity of a user at Cognito")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "UserIdentity")))
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
  @Operation(summary = "Gives another user's identity to this user, for good")
  @RequestBody(ref = "merge")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "UserIdentity")))
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
  @Operation(summary = "Takes a user's developer login from its identity")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "UserIdentity")))
  public Response unlink(@PathParam("id") String id, String body) {
    return door.write(
        OperationType.ACTION, IDENTITY, body, call -> IdentityAnswers.unlink(call, id));
  }

  /** The users behind an identity. */
  @GET
  @Path("identities/{identityId}")
  @Operation(summary = "The users behind an identity")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "IdentityUsers")))
  public Response users(@PathParam("identityId") String identityId) {
    return door.read(call -> IdentityAnswers.usersOf(call, identityId));
  }

  /** What is still to be done at Cognito for users who are gone. */
  @GET
  @Path("outbox")
  @Operation(summary = "What is still to be done at Cognito for users who are gone")
  @Parameter(name = "state", in = ParameterIn.QUERY, ref = "state")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "removedPool")
  @Parameter(name = "first", in = ParameterIn.QUERY, ref = "first")
  @Parameter(name = "max", in = ParameterIn.QUERY, ref = "max")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Outbox")))
  public Response outbox() {
    return door.read(OutboxAnswers::list);
  }

  /** Makes an entry due at once. */
  @POST
  @Path("outbox/{id}/retry")
  @Operation(summary = "Makes an entry of the outbox due at once")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "OutboxEntry")))
  public Response retry(@PathParam("id") String id) {
    return door.write(OperationType.ACTION, OUTBOX, null, call -> OutboxAnswers.retry(call, id));
  }

  /** Takes an entry out undone. */
  @DELETE
  @Path("outbox/{id}")
  @Operation(summary = "Takes an entry out of the outbox undone")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "OutboxEntry")))
  public Response drop(@PathParam("id") String id) {
    return door.write(OperationType.DELETE, OUTBOX, null, call -> OutboxAnswers.drop(call, id));
  }

  /**
   * Starts a job that compares a pool with the users.
   *
   * @param body a form or a JSON object with {@code pool}, {@code dry_run} and {@code unknown}, all
   *     optional; may be empty
   */
  @POST
  @Path("reconcile")
  @Operation(summary = "Starts a job that compares a pool with the users")
  @RequestBody(ref = "reconcile")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Job")))
  public Response startReconcile(String body) {
    return door.write(OperationType.ACTION, RECONCILE, body, ReconcileAnswers::start);
  }

  /** The jobs of the realm's pools, and what they found. */
  @GET
  @Path("reconcile")
  @Operation(summary = "The newest jobs of the realm's pools, and what they found")
  @Parameter(name = "jobs-of", in = ParameterIn.QUERY, ref = "jobs-of")
  @Parameter(name = "first", in = ParameterIn.QUERY, ref = "firstFinding")
  @Parameter(name = "max", in = ParameterIn.QUERY, ref = "maxFindings")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Jobs")))
  public Response reconcile() {
    return door.read(ReconcileAnswers::list);
  }

  /** Cancels a job. */
  @DELETE
  @Path("reconcile")
  @Operation(summary = "Cancels the job that runs for a pool, or the one of an id")
  @Parameter(name = "pool", in = ParameterIn.QUERY, ref = "pool")
  @Parameter(name = "job", in = ParameterIn.QUERY, ref = "job")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Job")))
  public Response cancelReconcile() {
    return door.write(OperationType.DELETE, RECONCILE, null, ReconcileAnswers::cancel);
  }
}
