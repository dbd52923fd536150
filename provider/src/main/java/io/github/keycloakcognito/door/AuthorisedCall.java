package io.github.keycloakcognito.door;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.FailureLog;
import io.github.keycloakcognito.LogFields;
import io.github.keycloakcognito.broker.BrokeredLogin;
import io.github.keycloakcognito.broker.BrokeredTokens;
import io.github.keycloakcognito.exchange.AccessRules;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.Login;
import io.github.keycloakcognito.exchange.Outcome;
import io.github.keycloakcognito.exchange.Outcome.Failed;
import io.github.keycloakcognito.exchange.Outcome.Issued;
import io.github.keycloakcognito.exchange.PrincipalTags;
import io.github.keycloakcognito.role.RoleCatalogue;
import io.github.keycloakcognito.tag.TagSources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * A call whose bearer may use the pool it is about. Until {@link #commit} its user and Keycloak's
 * models may be read; afterwards only AWS is asked, so that no database connection waits for it.
 */
public final class AuthorisedCall {

  private static final Logger LOG = Logger.getLogger(AuthorisedCall.class);

  private final KeycloakSession session;
  private final Cognito cognito;
  private final UserModel user;
  private final Caller caller;
  private final Parameters parameters;
  private final IdentityPool pool;
  private final Audit audit;
  private final IdentityNote note;
  private PrincipalTags tags = PrincipalTags.NONE;

  private AuthorisedCall(
      KeycloakSession session,
      Cognito cognito,
      String door,
      AuthResult authenticated,
      ClientModel client,
      Parameters parameters) {
    this.session = session;
    this.cognito = cognito;
    this.user = authenticated.user();
    this.caller = new Authentication(session).caller(authenticated, client);
    this.parameters = parameters;
    this.pool = PoolChoice.of(session.getContext().getRealm(), parameters);
    this.audit = new Audit(session, door, caller, authenticated.client().getClientId());
    this.note = new IdentityNote(session.getKeycloakSessionFactory(), cognito.removalDelay());
    cognito.tracing().about(caller, pool);
  }

  /**
   * The call of an authenticated bearer.
   *
   * @param door name of the door, for the audit
   * @throws RefusalException if the bearer may not use the pool
   */
  public static AuthorisedCall of(
      KeycloakSession session,
      Cognito cognito,
      String door,
      AuthResult authenticated,
      Parameters parameters) {
    return of(session, cognito, door, authenticated, authenticated.client(), parameters);
  }

  /**
   * The call of a client on behalf of an authenticated bearer.
   *
   * @param door name of the door, for the audit
   * @param client the one that calls: the token's own, or one it was handed to
   * @throws RefusalException if the client may not use the pool for the bearer
   */
  public static AuthorisedCall of(
      KeycloakSession session,
      Cognito cognito,
      String door,
      AuthResult authenticated,
      ClientModel client,
      Parameters parameters) {
    AuthorisedCall call =
        new AuthorisedCall(session, cognito, door, authenticated, client, parameters);
    cognito
        .rules()
        .refusal(call.caller, call.pool)
        .ifPresent(
            failure -> {
              throw call.refuse(failure);
            });
    return call;
  }

  public KeycloakSession session() {
    return session;
  }

  public Cognito cognito() {
    return cognito;
  }

  /** Not to be touched after {@link #commit}. */
  public UserModel user() {
    return user;
  }

  public Caller caller() {
    return caller;
  }

  public IdentityPool pool() {
    return pool;
  }

  public Parameters parameters() {
    return parameters;
  }

  /** What the caller gets without asking for anything special. */
  public ExchangeRequest request() {
    tags = TagSources.read(session, session.getContext().getRealm(), user, caller.clientId(), pool);
    return ExchangeRequest.of(caller, pool).with(tags);
  }

  /** The roles the user has at this moment and may take through the pool, by name. */
  public List<AwsRole> roles() {
    return AccessRules.takeable(pool, RoleCatalogue.of(user));
  }

  /**
   * The role of that name.
   *
   * @throws RefusalException if the caller may not take it
   */
  public AwsRole role(String name) {
    try {
      return cognito.rules().role(caller, pool, roles(), name);
    } catch (ExchangeException e) {
      throw refuse(e.failure());
    }
  }

  /**
   * The user's login at an identity provider of the realm.
   *
   * @throws RefusalException if there is none, or none that Cognito could take
   */
  public BrokeredLogin brokered(String alias) {
    try {
      return BrokeredLogin.of(session, user, pool, alias);
    } catch (ExchangeException e) {
      throw refuse(e.failure());
    }
  }

  /** The user's logins at identity providers of the realm that Cognito could take. */
  public List<BrokeredLogin.Linkable> linkable() {
    return BrokeredLogin.linkable(session, user, pool);
  }

  /**
   * The login with a token that holds, refreshed if need be. After {@link #commit} only.
   *
   * @throws RefusalException if there is no such token
   */
  public Login login(BrokeredLogin brokered) {
    BrokeredTokens tokens = new BrokeredTokens(session);
    return result(cognito.exchange().ask(time -> tokens.of(brokered)));
  }

  /** Ends Keycloak's transaction. */
  public void commit() {
    session.getTransactionManager().commit();
  }

  /**
   * What AWS answered, told to the audit. A fresh answer's identity is noted with the user.
   *
   * @param details for the event, with the member {@code identity_id}; never a secret
   * @throws RefusalException if AWS was not asked, or did not give it
   */
  public <T> T result(Outcome<T> outcome, Function<T, Map<String, String>> details) {
    if (outcome instanceof Issued<T> issued) {
      if (issued.source() == Source.FRESH) {
        logCutTags();
        noted(details.apply(issued.value()));
      } else if (cognito.auditCached()) {
        issued(details.apply(issued.value()));
      }
      return issued.value();
    }
    return failed((Failed<T>) outcome);
  }

  private void noted(Map<String, String> details) {
    logged(
        details.get("aws_request_id"),
        () -> {
          Map<String, String> told = withCutTags(details);
          boolean written =
              note.take(
                  session.getContext(),
                  caller.realmId(),
                  caller.userId(),
                  pool,
                  details.get("identity_id"),
                  audit.issue(pool.alias(), told));
          if (!written) {
            audit.issued(pool.alias(), told);
          }
        });
  }

  private Map<String, String> withCutTags(Map<String, String> details) {
    Map<String, String> all = new LinkedHashMap<>(details);
    if (!tags.cut().isEmpty()) {
      all.put("principal_tags_cut", String.join("; ", tags.cut()));
    }
    return all;
  }

  private void logCutTags() {
    if (!tags.cut().isEmpty()) {
      LOG.warnf(
          "Realm %s, pool %s, user %s: principal tags do not fit: %s. Remedy: list fewer of them in"
              + " principalTags, or shorten their names and values",
          caller.realmName(), pool.alias(), caller.userId(), String.join("; ", tags.cut()));
    }
  }

  /**
   * Tells the audit of what is handed out, even where it comes from the cache.
   *
   * @param details for the event; never a secret
   */
  public void issued(Map<String, String> details) {
    logged(details.get("aws_request_id"), () -> audit.issued(pool.alias(), withCutTags(details)));
  }

  /** Keycloak writes events to the log, too. */
  private void logged(String awsRequestId, Runnable event) {
    LogFields.with(
        FailureLog.fields(caller.realmName(), caller.clientId(), pool.alias(), awsRequestId),
        event);
  }

  /**
   * What AWS answered to a question that issues nothing, and so is no event.
   *
   * @throws RefusalException if AWS was not asked, or refused
   */
  public <T> T result(Outcome<T> outcome) {
    return outcome instanceof Issued<T> answered ? answered.value() : failed((Failed<T>) outcome);
  }

  private <T> T failed(Failed<T> failed) {
    if (failed.source() == Source.FRESH) {
      throw refuse(failed.failure());
    }
    throw RefusalException.audited(failed.failure());
  }

  /** Tells log and audit of a refusal, which the door then throws. */
  public RefusalException refuse(Failure failure) {
    FailureLog.write(LOG, caller.realmName(), caller.clientId(), pool.alias(), failure);
    logged(failure.awsRequestId(), () -> audit.failed(pool.alias(), failure));
    return RefusalException.audited(failure);
  }
}
