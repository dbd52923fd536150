package io.github.keycloakcognito.tokenexchange;

import io.github.keycloakcognito.CognitoHolder;
import jakarta.ws.rs.core.Response;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenExchangeProvider;

/** Exchanges access tokens for what AWS takes. */
final class CognitoTokenExchangeProvider implements TokenExchangeProvider {

  /** Whether one of our own token types is asked for; whatever else is none of our business. */
  @Override
  public boolean supports(TokenExchangeContext context) {
    return RequestedTokenType.of(context.getParams().getRequestedTokenType()).isPresent()
        && CognitoHolder.find(context.getSession()).isPresent();
  }

  @Override
  public Response exchange(TokenExchangeContext context) {
    RequestedTokenType type =
        RequestedTokenType.of(context.getParams().getRequestedTokenType()).orElseThrow();
    return new ExchangeDoor(context, CognitoHolder.find(context.getSession()).orElseThrow(), type)
        .answer();
  }

  /** Keycloak asks for it before 26.7: 2 stands for the standard exchange. */
  public int getVersion() {
    return 2;
  }

  @Override
  public void close() {}
}
