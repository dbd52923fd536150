package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.CognitoGateway;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Meters;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.PoolRole;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.GetCredentialsForIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdentityPoolRolesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;

/** {@link CognitoGateway} by the AWS SDK, with one client per region. */
final class SdkCognitoGateway implements CognitoGateway {

  /** The key under which AWS takes an identity pool's own tokens back. */
  private static final String COGNITO = "cognito-identity.amazonaws.com";

  private static final Duration ROLE_KEPT = Duration.ofMinutes(15);
  private static final Duration REFUSAL_KEPT = Duration.ofMinutes(1);

  private final Function<String, CognitoIdentityClient> clients;
  private final AwsCalls calls;
  private final InstantSource clock;

  /**
   * @param clients the client of a region
   */
  SdkCognitoGateway(
      Function<String, CognitoIdentityClient> clients, Meters meters, InstantSource clock) {
    this.clients = clients;
    this.calls = new AwsCalls(meters);
    this.clock = clock;
  }

  @Override
  public OpenIdToken openIdToken(ExchangeRequest request, Duration timeout) {
    IdentityPool pool = request.pool();
    GetOpenIdTokenForDeveloperIdentityResponse answer =
        calls.call(
            "GetOpenIdTokenForDeveloperIdentity",
            request.identityId() != null,
            () ->
                client(pool)
                    .getOpenIdTokenForDeveloperIdentity(
                        r ->
                            r.identityPoolId(pool.identityPoolId())
                                .identityId(request.identityId())
                                .logins(
                                    Map.of(pool.developerProviderName(), request.caller().userId()))
                                .tokenDuration(request.tokenDuration().toSeconds())
                                .overrideConfiguration(within(timeout))));
    if (answer.identityId() == null || answer.token() == null) {
      throw AwsFailures.unreadable("a token answer without IdentityId or Token");
    }
    try {
      TokenClaims claims = TokenClaims.of(answer.token());
      return new OpenIdToken(
          answer.identityId(),
          answer.token(),
          claims.issuedAt(),
          claims.expiration(),
          claims.accountId(),
          answer.responseMetadata().requestId());
    } catch (IllegalArgumentException e) {
      throw AwsFailures.unreadable("a token answer that is " + e.getMessage());
    }
  }

  @Override
  public AwsCredentials credentials(IdentityPool pool, OpenIdToken token, Duration timeout) {
    GetCredentialsForIdentityResponse answer =
        calls.call(
            "GetCredentialsForIdentity",
            false,
            () ->
                client(pool)
                    .getCredentialsForIdentity(
                        r ->
                            r.identityId(token.identityId())
                                .logins(Map.of(COGNITO, token.token()))
                                .overrideConfiguration(within(timeout))));
    Credentials issued = answer.credentials();
    if (issued == null
        || issued.accessKeyId() == null
        || issued.secretKey() == null
        || issued.sessionToken() == null
        || issued.expiration() == null) {
      throw AwsFailures.unreadable("a credentials answer with a member missing");
    }
    return new AwsCredentials(
        issued.accessKeyId(),
        issued.secretKey(),
        issued.sessionToken(),
        issued.expiration(),
        answer.identityId(),
        token.accountId(),
        null,
        answer.responseMetadata().requestId());
  }

  @Override
  public PoolRole authenticatedRole(IdentityPool pool, Duration timeout) {
    Optional<GetIdentityPoolRolesResponse> answer =
        calls.optional(
            "GetIdentityPoolRoles",
            () ->
                client(pool)
                    .getIdentityPoolRoles(
                        r ->
                            r.identityPoolId(pool.identityPoolId())
                                .overrideConfiguration(within(timeout))));
    return new PoolRole(
        answer
            .filter(GetIdentityPoolRolesResponse::hasRoles)
            .map(a -> a.roles().get("authenticated"))
            .orElse(null),
        clock.instant().plus(answer.isPresent() ? ROLE_KEPT : REFUSAL_KEPT));
  }

  private CognitoIdentityClient client(IdentityPool pool) {
    return clients.apply(pool.region());
  }

  private static AwsRequestOverrideConfiguration within(Duration timeout) {
    // The SDK counts in milliseconds, and takes none for no limit.
    Duration atLeast = timeout.toMillis() < 1 ? Duration.ofMillis(1) : timeout;
    return AwsRequestOverrideConfiguration.builder().apiCallTimeout(atLeast).build();
  }
}
