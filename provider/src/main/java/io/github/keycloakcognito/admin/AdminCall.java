package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.PoolChoice;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Outcome;
import io.github.keycloakcognito.exchange.Outcome.Failed;
import io.github.keycloakcognito.exchange.Outcome.Issued;
import io.github.keycloakcognito.pool.RealmPools;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * A call of an admin who may make it. Until {@link #commit} Keycloak's models may be read;
 * afterwards only AWS is asked, so that no database connection waits for it.
 */
final class AdminCall {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminPermissionEvaluator auth;
  private final Cognito cognito;
  private final Parameters parameters;
  private final Map<String, String> details = new LinkedHashMap<>();
  private boolean asked;

  AdminCall(
      KeycloakSession session,
      RealmModel realm,
      AdminPermissionEvaluator auth,
      Cognito cognito,
      Parameters parameters) {
    this.session = session;
    this.realm = realm;
    this.auth = auth;
    this.cognito = cognito;
    this.parameters = parameters;
  }

  KeycloakSession session() {
    return session;
  }

  RealmModel realm() {
    return realm;
  }

  AdminPermissionEvaluator auth() {
    return auth;
  }

  Cognito cognito() {
    return cognito;
  }

  Parameters parameters() {
    return parameters;
  }

  /**
   * The pool of that alias.
   *
   * @throws RefusalException when the realm has none
   */
  IdentityPool pool(String alias) {
    return RealmPools.of(realm)
        .find(alias)
        .map(this::noted)
        .orElseThrow(
            () ->
                RefusalException.of(
                    Kind.NOT_FOUND, "The realm has no identity pool of that alias."));
  }

  /**
   * The pool that {@code pool} names, or the realm's default one.
   *
   * @throws RefusalException when the realm has none, or may not use it
   */
  IdentityPool boundPool() {
    IdentityPool pool = choosePool();
    cognito
        .rules()
        .boundTo(realm.getName(), pool)
        .ifPresent(
            failure -> {
              throw RefusalException.of(failure);
            });
    return pool;
  }

  /**
   * As {@link #boundPool}, for what AWS is not asked about.
   *
   * @throws RefusalException when the realm has none
   */
  IdentityPool choosePool() {
    return noted(PoolChoice.of(realm, parameters));
  }

  private IdentityPool noted(IdentityPool pool) {
    detail("pool", pool.alias());
    return pool;
  }

  /**
   * A user of the realm.
   *
   * @throws RefusalException when there is none
   */
  UserModel user(String id) {
    UserModel user = session.users().getUserById(realm, id);
    if (user == null) {
      throw RefusalException.of(Kind.NOT_FOUND, "The realm has no such user.");
    }
    return user;
  }

  /** Adds to the admin event; never a secret. */
  void detail(String name, String value) {
    details.put(name, value);
  }

  Map<String, String> details() {
    return details;
  }

  /** Ends Keycloak's transaction. */
  void commit() {
    session.getTransactionManager().commit();
    asked = true;
  }

  /** Whether AWS may have been asked. */
  boolean hasAsked() {
    return asked;
  }

  /**
   * What AWS answers.
   *
   * @param question gets the time it may take
   * @throws RefusalException if AWS was not asked, or refused
   */
  <T> T ask(Function<Duration, T> question) {
    Outcome<T> outcome = cognito.exchange().ask(question);
    if (outcome instanceof Issued<T> answered) {
      return answered.value();
    }
    throw RefusalException.of(((Failed<T>) outcome).failure());
  }
}
