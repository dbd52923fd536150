package io.github.keycloakcognito.door;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.broker.BrokeredLogin;
import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The exchange behind every door: what is asked for, what AWS gives for it, and how it is shown.
 */
public final class Issuance<T> {

  private final Function<ExchangeRequest, Outcome<T>> exchange;
  private final Rendering<T> rendering;

  private Issuance(Function<ExchangeRequest, Outcome<T>> exchange, Rendering<T> rendering) {
    this.exchange = exchange;
    this.rendering = rendering;
  }

  /** Issues Cognito OpenID tokens. */
  public static Issuance<OpenIdToken> ofTokens(Cognito cognito) {
    return new Issuance<>(cognito.exchange()::token, new TokenAnswer());
  }

  /** Issues AWS credentials. */
  public static Issuance<AwsCredentials> ofCredentials(Cognito cognito) {
    return new Issuance<>(cognito.exchange()::credentials, new CredentialsAnswer());
  }

  /**
   * The members of the JSON answer, in order.
   *
   * @throws RefusalException for what the caller may not ask for, and what AWS does not give
   */
  public Map<String, Object> answer(AuthorisedCall call) {
    ExchangeRequest asked = rendering.read(call);
    Optional<BrokeredLogin> link = call.parameters().get("link").map(call::brokered);
    call.commit();
    ExchangeRequest request = link.map(call::login).map(asked::with).orElse(asked);
    T issued = call.result(exchange.apply(request), rendering::audit);
    return rendering.body(request, issued);
  }
}
