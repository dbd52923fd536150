package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.door.Answers;
import io.github.keycloakcognito.door.Authentication;
import io.github.keycloakcognito.door.AuthorisedCall;
import io.github.keycloakcognito.door.BearerToken;
import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.door.Transport;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.Tracing.ExchangeSpan;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Function;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.util.TokenUtil;

/** One request from its access token to its answer: authenticate, authorise, act, render. */
final class Door {

  private final KeycloakSession session;
  private final Cognito cognito;
  private final String name;
  private final String success;
  private final Cors cors;
  private String scheme = TokenUtil.TOKEN_TYPE_BEARER;
  private boolean clientKnown;

  /**
   * @param name for metrics and audit
   * @param success what the metrics call an answer that is no refusal
   */
  Door(KeycloakSession session, Cognito cognito, String name, String success) {
    this.session = session;
    this.cognito = cognito;
    this.name = name;
    this.success = success;
    this.cors =
        Cors.builder().auth().exposedHeaders(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);
  }

  /**
   * @param body of the request; null or empty where there is none
   * @param action gives the members of the JSON answer, or throws {@link RefusalException}
   */
  Response answer(String body, Function<AuthorisedCall, Map<String, Object>> action) {
    return cognito.tracing().exchange(name, span -> answer(body, action, span));
  }

  private Response answer(
      String body, Function<AuthorisedCall, Map<String, Object>> action, ExchangeSpan span) {
    try {
      Map<String, Object> answer = action.apply(authorise(body));
      cognito.meters().exchange(name, success);
      span.answered(success);
      return Answers.ok(answer);
    } catch (RefusalException refusal) {
      span.refused(refusal.failure());
      cognito.meters().exchange(name, refusal.failure().kind().code());
      if (!clientKnown) {
        // Any origin may read why a token was refused; there is nothing else in the answer.
        cors.allowAllOrigins().add();
      }
      return Answers.refusal(session, refusal, scheme);
    }
  }

  private AuthorisedCall authorise(String body) {
    Transport.check(session.getContext());
    HttpRequest request = session.getContext().getHttpRequest();
    BearerToken bearer = BearerToken.of(request.getHttpHeaders());
    scheme = bearer.scheme();
    AuthResult authenticated = new Authentication(session).verify(bearer);
    checkOrigin(authenticated);
    return AuthorisedCall.of(session, cognito, name, authenticated, Parameters.of(request, body));
  }

  private void checkOrigin(AuthResult authenticated) {
    clientKnown = true;
    try {
      cors.checkAllowedOrigins(session, authenticated.client()).add();
    } catch (ForbiddenException e) {
      throw RefusalException.of(Kind.ACCESS_DENIED, "The origin is not allowed for this client.");
    }
  }
}
