package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.Outcome;
import io.github.keycloakcognito.exchange.Outcome.Failed;
import io.github.keycloakcognito.exchange.Outcome.Issued;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.util.TokenUtil;

/**
 * One exchange from request to answer: authenticate, decide, end Keycloak's transaction, ask AWS,
 * tell the audit. After the transaction has ended nothing of the request session's models is
 * touched.
 */
final class ExchangeDoor<T> {

  private static final Logger LOG = Logger.getLogger(ExchangeDoor.class);

  private final KeycloakSession session;
  private final Cognito cognito;
  private final String door;
  private final Function<ExchangeRequest, Outcome<T>> exchange;
  private final Rendering<T> rendering;
  private final Cors cors;
  private String scheme = TokenUtil.TOKEN_TYPE_BEARER;
  private boolean clientKnown;

  ExchangeDoor(
      KeycloakSession session,
      Cognito cognito,
      String door,
      Function<ExchangeRequest, Outcome<T>> exchange,
      Rendering<T> rendering) {
    this.session = session;
    this.cognito = cognito;
    this.door = door;
    this.exchange = exchange;
    this.rendering = rendering;
    this.cors =
        Cors.builder().auth().exposedHeaders(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);
  }

  /**
   * @param body of the request; null or empty where there is none
   */
  Response answer(String body) {
    try {
      return authorisedAnswer(body);
    } catch (RefusalException refusal) {
      cognito.meters().exchange(door, refusal.failure().kind().code());
      if (!clientKnown) {
        // Any origin may read why a token was refused; there is nothing else in the answer.
        cors.allowAllOrigins().add();
      }
      return Answers.refusal(session, refusal, scheme);
    }
  }

  private Response authorisedAnswer(String body) {
    Transport.check(session.getContext());
    BearerToken bearer = BearerToken.of(session.getContext().getHttpRequest().getHttpHeaders());
    scheme = bearer.scheme();
    Authentication authentication = new Authentication(session);
    AuthResult authenticated = authentication.verify(bearer);
    checkOrigin(authenticated);
    Caller caller = authentication.caller(authenticated);
    Audit audit = new Audit(session, door, caller, authenticated.user().getUsername());
    ExchangeRequest request = authorise(caller, body, audit);
    session.getTransactionManager().commit();
    return render(request, exchange.apply(request), audit);
  }

  private void checkOrigin(AuthResult authenticated) {
    clientKnown = true;
    try {
      cors.checkAllowedOrigins(session, authenticated.client()).add();
    } catch (ForbiddenException e) {
      throw RefusalException.of(Kind.ACCESS_DENIED, "The origin is not allowed for this client.");
    }
  }

  private ExchangeRequest authorise(Caller caller, String body, Audit audit) {
    Parameters parameters = Parameters.of(session.getContext().getHttpRequest(), body);
    IdentityPool pool = PoolChoice.of(session.getContext().getRealm(), parameters);
    cognito
        .rules()
        .refusal(caller, pool)
        .ifPresent(
            failure -> {
              log(caller, pool, failure);
              audit.failed(pool.alias(), failure);
              throw RefusalException.of(failure);
            });
    return rendering.read(ExchangeRequest.of(caller, pool), parameters);
  }

  private Response render(ExchangeRequest request, Outcome<T> outcome, Audit audit) {
    String pool = request.pool().alias();
    if (outcome instanceof Issued<T> issued) {
      if (issued.source() == Source.FRESH || cognito.auditCached()) {
        audit.issued(pool, rendering.audit(issued.value()));
      }
      cognito.meters().exchange(door, "issued");
      return Answers.ok(rendering.body(request, issued.value()));
    }
    Failed<T> failed = (Failed<T>) outcome;
    if (failed.source() == Source.FRESH) {
      log(request.caller(), request.pool(), failed.failure());
      audit.failed(pool, failed.failure());
    }
    cognito.meters().exchange(door, failed.failure().kind().code());
    return Answers.failure(failed.failure());
  }

  /** What only an admin can mend is told with its remedy; the rest is in the events and metrics. */
  private static void log(Caller caller, IdentityPool pool, Failure failure) {
    if (failure.remedy() != null) {
      LOG.warnf(
          "Realm %s, pool %s: %s: %s. Remedy: %s. AWS request id: %s",
          caller.realmName(),
          pool.alias(),
          failure.kind().code(),
          failure.cause(),
          failure.remedy(),
          failure.awsRequestId());
    } else {
      LOG.debugf(
          "Realm %s, pool %s: %s: %s",
          caller.realmName(), pool.alias(), failure.kind().code(), failure.cause());
    }
  }
}
