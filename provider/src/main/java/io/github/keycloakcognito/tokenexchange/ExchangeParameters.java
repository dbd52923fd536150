package io.github.keycloakcognito.tokenexchange;

import io.github.keycloakcognito.door.AuthorisedCall;
import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.protocol.oidc.TokenExchangeContext;

/** The parameters that RFC 8693 section 2.1 gives an exchange, as far as they make sense here. */
final class ExchangeParameters {

  /** May be given more than once. */
  private static final Set<String> TARGETS =
      Set.of(OAuth2Constants.AUDIENCE, OAuth2Constants.RESOURCE);

  private static final List<String> UNSUPPORTED =
      List.of(
          OAuth2Constants.ACTOR_TOKEN,
          OAuth2Constants.ACTOR_TOKEN_TYPE,
          OAuth2Constants.REQUESTED_SUBJECT,
          OAuth2Constants.REQUESTED_ISSUER,
          OAuth2Constants.SUBJECT_ISSUER);

  private ExchangeParameters() {}

  /**
   * @throws RefusalException for what no exchange of ours takes
   */
  static Parameters of(Map<String, List<String>> form) {
    Parameters parameters = Parameters.of(form, TARGETS);
    parameters.refuse(UNSUPPORTED, "is not supported here.");
    return parameters;
  }

  /**
   * The subject token, still unverified.
   *
   * @throws RefusalException if there is none, or none that says it is an access token
   */
  static String subjectToken(Parameters parameters) {
    String token =
        parameters
            .get(OAuth2Constants.SUBJECT_TOKEN)
            .orElseThrow(() -> Parameters.refused("subject_token: is required."));
    String type = parameters.get(OAuth2Constants.SUBJECT_TOKEN_TYPE).orElse(null);
    if (!OAuth2Constants.ACCESS_TOKEN_TYPE.equals(type)) {
      throw Parameters.refused(
          "subject_token_type: must be " + OAuth2Constants.ACCESS_TOKEN_TYPE + ".");
    }
    return token;
  }

  /**
   * Why the exchange cannot be for what the parameters say, or empty. Cognito's tokens are for the
   * identity pool, and carry no scope: one that is asked for must be in the subject token.
   */
  static Optional<Failure> refusal(TokenExchangeContext.Params params, AuthorisedCall call) {
    boolean otherTarget =
        Stream.of(params.getAudience(), params.getResource())
            .filter(list -> list != null)
            .flatMap(List::stream)
            .anyMatch(target -> !target.equals(call.pool().identityPoolId()));
    if (otherTarget) {
      return Optional.of(
          Failure.of(Kind.INVALID_REQUEST, "audience, resource: must be the identity pool's ID."));
    }
    return Stream.ofNullable(params.getScope())
        .flatMap(scope -> Stream.of(scope.trim().split(" +")))
        .filter(word -> !word.isEmpty() && !call.caller().scopes().contains(word))
        .findFirst()
        .map(
            word ->
                Failure.of(
                    Kind.INSUFFICIENT_SCOPE, "scope: must be within that of the subject token."));
  }
}
