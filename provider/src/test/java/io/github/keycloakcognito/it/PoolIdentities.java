package io.github.keycloakcognito.it;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityDescription;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentitiesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

/** What the tests' pool holds at the local Cognito, asked past Keycloak. */
final class PoolIdentities implements AutoCloseable {

  private static final int PAGE = 60;

  private final CognitoIdentityClient client;

  PoolIdentities(LocalCognito cognito) {
    this.client =
        CognitoIdentityClient.builder()
            .endpointOverride(cognito.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Stack.ACCESS_KEY, Stack.SECRET_KEY)))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** All identity ids. */
  Set<String> all() {
    Set<String> found = new HashSet<>();
    String next = null;
    do {
      String token = next;
      ListIdentitiesResponse page =
          client.listIdentities(
              r -> r.identityPoolId(Stack.POOL_ID).maxResults(PAGE).nextToken(token));
      page.identities().stream().map(IdentityDescription::identityId).forEach(found::add);
      next = page.nextToken();
    } while (next != null);
    return found;
  }

  /** The identity of a Keycloak user. */
  Optional<String> of(String userId) {
    try {
      return Optional.of(
          client
              .lookupDeveloperIdentity(
                  r -> r.identityPoolId(Stack.POOL_ID).developerUserIdentifier(userId))
              .identityId());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
