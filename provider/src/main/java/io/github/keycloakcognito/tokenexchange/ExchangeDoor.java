package io.github.keycloakcognito.tokenexchange;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.door.Answers;
import io.github.keycloakcognito.door.Authentication;
import io.github.keycloakcognito.door.AuthorisedCall;
import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Tracing.ExchangeSpan;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Map;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.util.TokenUtil;

/**
 * One request to the token endpoint. Keycloak has authenticated the client, checked its origin and
 * asked its client policies.
 */
final class ExchangeDoor {

  private final TokenExchangeContext context;
  private final KeycloakSession session;
  private final Cognito cognito;
  private final RequestedTokenType type;
  private String scheme = TokenUtil.TOKEN_TYPE_BEARER;

  ExchangeDoor(TokenExchangeContext context, Cognito cognito, RequestedTokenType type) {
    this.context = context;
    this.session = context.getSession();
    this.cognito = cognito;
    this.type = type;
  }

  Response answer() {
    context.getCors().exposedHeaders(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER).add();
    return cognito.tracing().exchange(type.door(), this::answer);
  }

  private Response answer(ExchangeSpan span) {
    try {
      Map<String, Object> issued = type.issuance(cognito).answer(authorise());
      cognito.meters().exchange(type.door(), "issued");
      span.answered("issued");
      return ofTokenEndpoint(Answers.ok(TokenAnswer.of(type, issued, InstantSource.system())));
    } catch (RefusalException refusal) {
      span.refused(refusal.failure());
      cognito.meters().exchange(type.door(), refusal.failure().kind().code());
      if (!refusal.isAudited()) {
        audit(refusal.failure());
      }
      return ofTokenEndpoint(Answers.exchangeRefusal(session, refusal, scheme));
    }
  }

  /** The token endpoint sets this header itself, so that it would stand there twice. */
  private static Response ofTokenEndpoint(Response answer) {
    return Response.fromResponse(answer).header(HttpHeaders.CACHE_CONTROL, null).build();
  }

  private AuthorisedCall authorise() {
    Parameters parameters = ExchangeParameters.of(context.getFormParams());
    AuthResult subject = subject(ExchangeParameters.subjectToken(parameters));
    Requester requester = new Requester(context.getClient(), subject);
    requester.check();
    AuthorisedCall call =
        AuthorisedCall.of(session, cognito, type.door(), subject, context.getClient(), parameters);
    requester
        .refusal(session, call.pool())
        .or(() -> ExchangeParameters.refusal(context.getParams(), call))
        .ifPresent(
            failure -> {
              throw call.refuse(failure);
            });
    return call;
  }

  private AuthResult subject(String token) {
    AuthResult subject;
    try {
      subject = new Authentication(session).verifySubject(token);
    } finally {
      // Verifying made the token's own client the one of the request.
      session.getContext().setClient(context.getClient());
    }
    context.getEvent().user(subject.user()).session(subject.session());
    if (TokenUtil.TOKEN_TYPE_DPOP.equalsIgnoreCase(subject.token().getType())) {
      scheme = TokenUtil.TOKEN_TYPE_DPOP;
    }
    return subject;
  }

  /** A refusal before the call was known; nothing is committed yet. */
  private void audit(Failure failure) {
    context
        .getEvent()
        .detail(Details.REQUESTED_TOKEN_TYPE, type.urn())
        .detail("door", type.door())
        .detail(Details.REASON, failure.description())
        .error(failure.kind().code());
  }
}
