package io.github.keycloakcognito.it;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityDescription;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentitiesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

/** The tests' pool at the local Cognito, past Keycloak. */
final class LocalIdentities implements AutoCloseable {

  private static final int PAGE = 60;

  /** Cognito's limit for a deletion. */
  private static final int AT_ONCE = 60;

  private final CognitoIdentityClient client;

  LocalIdentities(LocalCognito cognito) {
    this.client =
        CognitoIdentityClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(cognito.endpoint())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Stack.ACCESS_KEY, Stack.SECRET_KEY)))
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

  /** The identity of a developer user, who gets one if there is none. */
  String make(String user) {
    return client
        .getOpenIdTokenForDeveloperIdentity(
            r -> r.identityPoolId(Stack.POOL_ID).logins(Map.of(Stack.DEVELOPER_PROVIDER, user)))
        .identityId();
  }

  /** Gives a new developer user a part in the identity of another one. */
  void merge(String newUser, String user) {
    make(newUser);
    client.mergeDeveloperIdentities(
        r ->
            r.identityPoolId(Stack.POOL_ID)
                .developerProviderName(Stack.DEVELOPER_PROVIDER)
                .sourceUserIdentifier(newUser)
                .destinationUserIdentifier(user));
  }

  void delete(String identityId) {
    deleteAll(List.of(identityId));
  }

  void deleteAll(List<String> identityIds) {
    IntStream.iterate(0, i -> i < identityIds.size(), i -> i + AT_ONCE)
        .mapToObj(i -> identityIds.subList(i, Math.min(i + AT_ONCE, identityIds.size())))
        .forEach(some -> client.deleteIdentities(r -> r.identityIdsToDelete(some)));
  }

  boolean exists(String identityId) {
    try {
      return client.describeIdentity(r -> r.identityId(identityId)).identityId() != null;
    } catch (ResourceNotFoundException e) {
      return false;
    }
  }

  /** Empty where the developer user has none. */
  Optional<String> of(String user) {
    try {
      return Optional.of(
          client
              .lookupDeveloperIdentity(
                  r -> r.identityPoolId(Stack.POOL_ID).developerUserIdentifier(user))
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
