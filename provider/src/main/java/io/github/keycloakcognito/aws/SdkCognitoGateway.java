package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.aws.AwsFailures.About;
import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.CognitoGateway;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Meters;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.PoolRole;
import io.github.keycloakcognito.exchange.RoleSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.GetCredentialsForIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdentityPoolRolesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;

/** {@link CognitoGateway} by the AWS SDK, with one client per region. */
final class SdkCognitoGateway implements CognitoGateway {

  /** The key under which AWS takes an identity pool's own tokens back. */
  private static final String COGNITO = "cognito-identity.amazonaws.com";

  private static final Duration ROLE_KEPT = Duration.ofMinutes(15);
  private static final Duration REFUSAL_KEPT = Duration.ofMinutes(1);

  private final Function<IdentityPool, CognitoIdentityClient> clients;
  private final Function<IdentityPool, StsClient> sts;
  private final AwsCalls calls;
  private final InstantSource clock;

  /**
   * @param clients signs for a pool
   * @param sts signs nothing, in the region of a pool
   */
  SdkCognitoGateway(
      Function<IdentityPool, CognitoIdentityClient> clients,
      Function<IdentityPool, StsClient> sts,
      Meters meters,
      InstantSource clock) {
    this.clients = clients;
    this.sts = sts;
    this.calls = new AwsCalls(meters);
    this.clock = clock;
  }

  @Override
  public OpenIdToken openIdToken(ExchangeRequest request, Duration timeout) {
    IdentityPool pool = request.pool();
    return calls.call(
        "GetOpenIdTokenForDeveloperIdentity",
        about(request),
        () ->
            token(
                client(pool)
                    .getOpenIdTokenForDeveloperIdentity(
                        r ->
                            r.identityPoolId(pool.identityPoolId())
                                .identityId(request.identityId())
                                .logins(logins(request))
                                .principalTags(tags(request))
                                .tokenDuration(request.tokenDuration().toSeconds())
                                .overrideConfiguration(AwsCalls.within(timeout)))));
  }

  private static About about(ExchangeRequest request) {
    if (!request.logins().isEmpty()) {
      return About.LOGIN;
    }
    return request.identityId() == null ? About.POOL : About.IDENTITY;
  }

  private static Map<String, String> logins(ExchangeRequest request) {
    Map<String, String> logins = new HashMap<>(request.logins());
    logins.put(request.pool().developerProviderName(), request.caller().userId());
    return logins;
  }

  /** None is not the same as an empty map: that one would override the pool's own mapping. */
  private static Map<String, String> tags(ExchangeRequest request) {
    Map<String, String> tags = request.tags().values();
    return tags.isEmpty() ? null : tags;
  }

  private static OpenIdToken token(GetOpenIdTokenForDeveloperIdentityResponse answer) {
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
          AwsCalls.requestId(answer));
    } catch (IllegalArgumentException e) {
      throw AwsFailures.unreadable("a token answer that is " + e.getMessage());
    }
  }

  @Override
  public AwsCredentials credentials(IdentityPool pool, OpenIdToken token, Duration timeout) {
    return calls.call(
        "GetCredentialsForIdentity",
        About.POOL,
        () ->
            credentials(
                token.accountId(),
                client(pool)
                    .getCredentialsForIdentity(
                        r ->
                            r.identityId(token.identityId())
                                .logins(Map.of(COGNITO, token.token()))
                                .overrideConfiguration(AwsCalls.within(timeout)))));
  }

  private static AwsCredentials credentials(
      String accountId, GetCredentialsForIdentityResponse answer) {
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
        accountId,
        null,
        AwsCalls.requestId(answer));
  }

  @Override
  public AwsCredentials assumeRole(ExchangeRequest request, OpenIdToken token, Duration timeout) {
    RoleSession session = request.role();
    return calls.call(
        "AssumeRoleWithWebIdentity",
        About.ROLE,
        () ->
            credentials(
                session.role(),
                token,
                sts.apply(request.pool())
                    .assumeRoleWithWebIdentity(
                        r ->
                            r.roleArn(session.role().arn())
                                .roleSessionName(session.name())
                                .durationSeconds((int) session.duration().toSeconds())
                                .webIdentityToken(token.token())
                                .overrideConfiguration(AwsCalls.within(timeout)))));
  }

  private static AwsCredentials credentials(
      AwsRole role, OpenIdToken token, AssumeRoleWithWebIdentityResponse answer) {
    software.amazon.awssdk.services.sts.model.Credentials issued = answer.credentials();
    if (issued == null
        || issued.accessKeyId() == null
        || issued.secretAccessKey() == null
        || issued.sessionToken() == null
        || issued.expiration() == null) {
      throw AwsFailures.unreadable("a credentials answer with a member missing");
    }
    return new AwsCredentials(
        issued.accessKeyId(),
        issued.secretAccessKey(),
        issued.sessionToken(),
        issued.expiration(),
        token.identityId(),
        role.accountId(),
        role.arn(),
        AwsCalls.requestId(answer));
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
                                .overrideConfiguration(AwsCalls.within(timeout))));
    return new PoolRole(
        answer
            .filter(GetIdentityPoolRolesResponse::hasRoles)
            .map(a -> a.roles().get("authenticated"))
            .orElse(null),
        clock.instant().plus(answer.isPresent() ? ROLE_KEPT : REFUSAL_KEPT));
  }

  private CognitoIdentityClient client(IdentityPool pool) {
    return clients.apply(pool);
  }
}
