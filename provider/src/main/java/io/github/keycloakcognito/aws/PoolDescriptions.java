package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.PoolDescription;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityPoolResponse;

/** AWS's description of a pool in our words. */
final class PoolDescriptions {

  private static final String OIDC_PROVIDER = ":oidc-provider/";

  private PoolDescriptions() {}

  static PoolDescription of(DescribeIdentityPoolResponse answer) {
    return new PoolDescription(
        answer.identityPoolName(),
        answer.developerProviderName(),
        loginProviders(answer),
        // Pools from before the flag allow it (Cognito API reference, AllowClassicFlow).
        !Boolean.FALSE.equals(answer.allowClassicFlow()),
        Boolean.TRUE.equals(answer.allowUnauthenticatedIdentities()));
  }

  private static Set<String> loginProviders(DescribeIdentityPoolResponse answer) {
    return Stream.of(
            answer.supportedLoginProviders().keySet().stream(),
            answer.cognitoIdentityProviders().stream().map(CognitoIdentityProvider::providerName),
            answer.openIdConnectProviderARNs().stream().map(PoolDescriptions::issuer))
        .flatMap(names -> names)
        .collect(Collectors.toSet());
  }

  /** {@code arn:partition:iam::account:oidc-provider/issuer}, the issuer without its scheme. */
  private static String issuer(String arn) {
    return arn.substring(arn.indexOf(OIDC_PROVIDER) + OIDC_PROVIDER.length());
  }
}
