package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Failure;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.util.JsonSerialization;
import org.keycloak.utils.OAuth2Error;

/** Answers and errors in JSON, with the headers that belong to them. */
public final class Answers {

  private Answers() {}

  public static Response ok(Map<String, Object> body) {
    return json(200, body).build();
  }

  /**
   * The error members are those of OAuth and both spellings that AWS SDKs look for, so that each
   * client shows the sentence to its user.
   */
  public static Response failure(Failure failure) {
    return builder(failure).build();
  }

  /** For admins, who are told AWS's words and what to do about it besides. */
  public static Response failureInFull(Failure failure) {
    Map<String, Object> body = body(failure, failure.kind().code());
    putKnown(body, "cause", failure.cause());
    putKnown(body, "remedy", failure.remedy());
    putKnown(body, "awsRequestId", failure.awsRequestId());
    return builder(failure, status(failure.kind()), body).build();
  }

  private static void putKnown(Map<String, Object> body, String name, Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  /**
   * A refusal with its challenge (RFC 6750 section 3, RFC 9449 section 7.1).
   *
   * @param scheme of the token that was refused
   */
  public static Response refusal(KeycloakSession session, RefusalException refusal, String scheme) {
    Failure failure = refusal.failure();
    Response.ResponseBuilder answer = builder(failure);
    OAuth2Error challenge =
        new OAuth2Error()
            .session(session)
            .realm(session.getContext().getRealm())
            .authScheme(scheme)
            .json(false);
    switch (failure.kind()) {
      case INVALID_TOKEN ->
          answer.header(
              HttpHeaders.WWW_AUTHENTICATE,
              headerOf(
                  refusal.anonymous()
                      ? challenge.unauthorized()
                      : challenge.invalidToken(failure.description())));
      case INSUFFICIENT_SCOPE ->
          answer.header(
              HttpHeaders.WWW_AUTHENTICATE,
              headerOf(challenge.insufficientScope(failure.description())));
      case INSUFFICIENT_USER_AUTHENTICATION ->
          answer.header(
              HttpHeaders.WWW_AUTHENTICATE,
              StepUpChallenge.of(session.getContext().getRealm().getName(), scheme, failure));
      default -> {}
    }
    return answer.build();
  }

  /**
   * A refusal at the token endpoint, where RFC 8693 section 2.2.2 calls a subject token that is not
   * valid an invalid request, as Keycloak's own exchange does. {@code Code} says which it is.
   */
  public static Response exchangeRefusal(
      KeycloakSession session, RefusalException refusal, String scheme) {
    return refusal.failure().kind() == Failure.Kind.INVALID_TOKEN
        ? builder(refusal.failure(), 400, Failure.Kind.INVALID_REQUEST.code()).build()
        : refusal(session, refusal, scheme);
  }

  private static String headerOf(jakarta.ws.rs.WebApplicationException challenge) {
    return challenge.getResponse().getHeaderString(HttpHeaders.WWW_AUTHENTICATE);
  }

  private static Response.ResponseBuilder builder(Failure failure) {
    return builder(failure, status(failure.kind()), failure.kind().code());
  }

  private static Response.ResponseBuilder builder(Failure failure, int status, String error) {
    return builder(failure, status, body(failure, error));
  }

  private static Map<String, Object> body(Failure failure, String error) {
    String code = failure.kind().code();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", failure.description());
    body.put("Code", code);
    body.put("Message", failure.description());
    body.put("code", code);
    body.put("message", failure.description());
    return body;
  }

  private static Response.ResponseBuilder builder(
      Failure failure, int status, Map<String, Object> body) {
    Response.ResponseBuilder answer = json(status, body);
    if (failure.retryAfter() != null) {
      answer.header(HttpHeaders.RETRY_AFTER, wholeSeconds(failure.retryAfter()));
    }
    return answer;
  }

  private static Response.ResponseBuilder json(int status, Map<String, Object> body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(bytes(body));
  }

  /** Not left to the server, which looks for somebody to write a map at each answer anew. */
  private static byte[] bytes(Map<String, Object> body) {
    try {
      return JsonSerialization.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, (wait.toMillis() + 999) / 1000);
  }

  private static int status(Failure.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST -> 400;
      case INVALID_TOKEN, INSUFFICIENT_USER_AUTHENTICATION -> 401;
      case INSUFFICIENT_SCOPE, ACCESS_DENIED -> 403;
      case NOT_FOUND -> 404;
      case IDENTITY_CONFLICT, CONFLICT -> 409;
      case AWS_MISCONFIGURED, AWS_DENIED, TOKEN_REFUSED -> 502;
      case TEMPORARILY_UNAVAILABLE, THROTTLED -> 503;
      case TIMEOUT -> 504;
    };
  }
}
