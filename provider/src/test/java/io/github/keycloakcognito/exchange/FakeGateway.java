package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An AWS that answers as a test wants and remembers what it was asked. */
final class FakeGateway implements CognitoGateway {

  static final PoolRole ROLE =
      new PoolRole("arn:aws:iam::123456789012:role/Demo", Samples.NOW.plusSeconds(900));

  final List<ExchangeRequest> tokenCalls = new CopyOnWriteArrayList<>();
  final List<OpenIdToken> credentialsCalls = new CopyOnWriteArrayList<>();
  final List<ExchangeRequest> assumeRoleCalls = new CopyOnWriteArrayList<>();
  final List<IdentityPool> roleCalls = new CopyOnWriteArrayList<>();

  volatile Function<ExchangeRequest, OpenIdToken> tokens =
      request -> Samples.token(request.caller().userId());
  volatile Function<OpenIdToken, AwsCredentials> credentials =
      token -> Samples.credentials(token.token());
  volatile Function<ExchangeRequest, AwsCredentials> assumedRoles =
      request -> Samples.credentials(request.role().name()).withRole(request.role().role().arn());
  volatile Function<IdentityPool, PoolRole> roles = pool -> ROLE;

  @Override
  public OpenIdToken openIdToken(ExchangeRequest request, Duration timeout) {
    tokenCalls.add(request);
    return tokens.apply(request);
  }

  @Override
  public AwsCredentials credentials(IdentityPool pool, OpenIdToken token, Duration timeout) {
    credentialsCalls.add(token);
    return credentials.apply(token);
  }

  @Override
  public AwsCredentials assumeRole(ExchangeRequest request, OpenIdToken token, Duration timeout) {
    assumeRoleCalls.add(request);
    return assumedRoles.apply(request);
  }

  @Override
  public PoolRole authenticatedRole(IdentityPool pool, Duration timeout) {
    roleCalls.add(pool);
    return roles.apply(pool);
  }

  static <A, T> Function<A, T> failing(Failure.Kind kind) {
    return asked -> {
      throw new ExchangeException(
          new Failure(kind, "AWS said no.", "SomeException: no", null, null, "request-3"));
    };
  }
}
