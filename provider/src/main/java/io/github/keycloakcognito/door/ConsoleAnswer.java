package io.github.keycloakcognito.door;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.exchange.AwsConsole;
import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import java.net.URI;
import java.util.Map;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;

/** {@code POST /cognito/console}: credentials, and AWS's sign-in URL for them. */
public final class ConsoleAnswer {

  private ConsoleAnswer() {}

  /**
   * The URL; secret.
   *
   * @throws RefusalException for what the caller may not ask for, and what AWS does not give
   */
  public static Map<String, Object> of(AuthorisedCall call) {
    Cognito cognito = call.cognito();
    CredentialsAnswer rendering = new CredentialsAnswer();
    ExchangeRequest request = rendering.read(call);
    AwsConsole console = console(call, request);
    URI destination = destination(console, call.parameters());
    URI issuer = accountConsole(call.session());
    call.commit();
    AwsCredentials credentials = call.result(cognito.exchange().credentials(request));
    call.issued(rendering.audit(credentials));
    String token =
        call.result(
            cognito
                .exchange()
                .ask(time -> cognito.consoleSignIn().signinToken(console, credentials, time)));
    return Map.of("url", console.login(token, destination, issuer).toString());
  }

  private static AwsConsole console(AuthorisedCall call, ExchangeRequest request) {
    AwsRole role = request.role() == null ? null : request.role().role();
    try {
      return call.cognito().consoleSignIn().console(request.pool(), role);
    } catch (ExchangeException e) {
      throw call.refuse(e.failure());
    }
  }

  static URI destination(AwsConsole console, Parameters parameters) {
    return parameters
        .get("destination")
        .map(
            given ->
                console
                    .page(given)
                    .orElseThrow(
                        () ->
                            Parameters.refused(
                                "destination: must be an https URL on " + console.host() + ".")))
        .orElseGet(console::home);
  }

  /** Where AWS sends people whose console session is over. */
  private static URI accountConsole(KeycloakSession session) {
    KeycloakContext context = session.getContext();
    return Urls.accountBase(context.getUri().getBaseUri()).build(context.getRealm().getName());
  }
}
