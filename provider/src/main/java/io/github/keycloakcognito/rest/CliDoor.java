package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.door.Answers;
import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.door.Transport;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.util.TokenUtil;

/** {@code GET /cognito/cli}: the command line, ready for the realm. Nothing in it is secret. */
final class CliDoor {

  private final KeycloakSession session;
  private final Cognito cognito;

  CliDoor(KeycloakSession session, Cognito cognito) {
    this.session = session;
    this.cognito = cognito;
  }

  Response answer() {
    try {
      Transport.check(session.getContext());
      return Response.ok(program())
          .type("text/plain;charset=utf-8")
          .header(HttpHeaders.CACHE_CONTROL, "no-store")
          .header("X-Content-Type-Options", "nosniff")
          .build();
    } catch (RefusalException refusal) {
      return Answers.refusal(session, refusal, TokenUtil.TOKEN_TYPE_BEARER);
    }
  }

  private String program() {
    RealmModel realm = session.getContext().getRealm();
    Parameters parameters = Parameters.of(session.getContext().getHttpRequest(), null);
    CliShell shell =
        CliShell.of(parameters.get("shell").orElse("sh"))
            .orElseThrow(() -> Parameters.refused("shell is one of sh, powershell."));
    IdentityPool pool = PublicPool.of(realm, parameters, cognito.rules());
    if (pool.cliClient() == null) {
      throw RefusalException.of(
          Kind.NOT_FOUND,
          "The identity pool names no client for the command line: set its cliClient.");
    }
    return CliProgram.of(
        shell,
        Map.of(
            "VERSION",
            Cognito.version(),
            "REALM_URL",
            Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()),
            "REALM",
            realm.getName(),
            "CLIENT",
            pool.cliClient(),
            "SCOPE",
            pool.requiredScope(),
            "POOL",
            pool.alias(),
            "REGION",
            pool.region()));
  }
}
