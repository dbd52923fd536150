package io.github.keycloakcognito.benchmark.stand;

import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/** Cognito asked directly, by the same SDK and HTTP client as the extension's. */
public final class DirectCognito implements AutoCloseable {

  private final CognitoIdentityClient client;

  public DirectCognito(Stand stand) {
    client =
        CognitoIdentityClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(stand.cognito().endpoint())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Stand.ACCESS_KEY, Stand.SECRET_KEY)))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /** The OpenID token of a user. */
  public String token(String userId) {
    return client
        .getOpenIdTokenForDeveloperIdentity(
            request ->
                request
                    .identityPoolId(Stand.POOL_ID)
                    .logins(Map.of(Stand.DEVELOPER_PROVIDER, userId))
                    .tokenDuration(900L))
        .token();
  }

  @Override
  public void close() {
    client.close();
  }
}
