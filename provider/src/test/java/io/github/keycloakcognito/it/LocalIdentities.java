package io.github.keycloakcognito.it;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

/** What somebody else than Keycloak does with the pool's identities. */
final class LocalIdentities {

  /** Cognito's limit for a deletion. */
  private static final int AT_ONCE = 60;

  private final CognitoIdentityClient client;

  LocalIdentities(Stack stack) {
    this.client =
        CognitoIdentityClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(stack.cognito().endpoint())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")))
            .build();
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
}
