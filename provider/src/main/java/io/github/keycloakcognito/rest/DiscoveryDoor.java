package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.door.Answers;
import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.PoolChoice;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.door.Transport;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.pool.RealmPools;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.cors.Cors;
import org.keycloak.util.TokenUtil;

/** {@code GET /cognito}: nothing in it is secret, and a pool may keep it to itself. */
final class DiscoveryDoor {

  private final KeycloakSession session;
  private final Cognito cognito;

  DiscoveryDoor(KeycloakSession session, Cognito cognito) {
    this.session = session;
    this.cognito = cognito;
  }

  Response answer() {
    Cors.builder().allowAllOrigins().add();
    try {
      Transport.check(session.getContext());
      return Answers.ok(describe());
    } catch (RefusalException refusal) {
      return Answers.refusal(session, refusal, TokenUtil.TOKEN_TYPE_BEARER);
    }
  }

  private Map<String, Object> describe() {
    RealmModel realm = session.getContext().getRealm();
    Parameters parameters = Parameters.of(session.getContext().getHttpRequest(), null);
    IdentityPool pool = PoolChoice.of(realm, parameters);
    if (!pool.publicDiscovery()) {
      throw RefusalException.of(Kind.NOT_FOUND, "The identity pool is not described publicly.");
    }
    cognito
        .rules()
        .boundTo(realm.getName(), pool)
        .ifPresent(
            failure -> {
              throw RefusalException.of(failure);
            });
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("pool", pool.alias());
    body.put("Region", pool.region());
    body.put("IdentityPoolId", pool.identityPoolId());
    body.put("DeveloperProviderName", pool.developerProviderName());
    body.put("scope", pool.requiredScope());
    body.put("pools", publicPools(realm, pool));
    body.put("account_client", pool.accountClient());
    body.put("token_endpoint", url(realm, "token"));
    body.put("credentials_endpoint", url(realm, "credentials"));
    body.put("roles_endpoint", url(realm, "roles"));
    body.put("identity_endpoint", url(realm, "identity"));
    body.put("links_endpoint", url(realm, "links"));
    body.put("console_endpoint", url(realm, "console"));
    if (pool.cliClient() != null) {
      body.put("cli_endpoint", url(realm, "cli"));
    }
    return body;
  }

  /** The one that was asked for comes first. */
  private List<String> publicPools(RealmModel realm, IdentityPool asked) {
    return Stream.concat(
            Stream.of(asked),
            RealmPools.of(realm).all().stream()
                .filter(IdentityPool::publicDiscovery)
                .filter(pool -> cognito.rules().boundTo(realm.getName(), pool).isEmpty()))
        .map(IdentityPool::alias)
        .distinct()
        .toList();
  }

  private URI url(RealmModel realm, String door) {
    return session
        .getContext()
        .getUri()
        .getBaseUriBuilder()
        .path("realms")
        .path(realm.getName())
        .path("cognito")
        .path(door)
        .build();
  }
}
