package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.ErrorCode;
import software.amazon.awssdk.services.cognitoidentity.model.UnprocessedIdentityId;

/** The other choices of what no source says about the life of identities. */
class IdentityAssumptionsTest {
  private static final String POOL = "eu-west-1:00000000-0000-4000-8000-000000000001";
  private static final String PROVIDER = "login.test";
  private static final String UNKNOWN = "eu-west-1:00000000-0000-4000-8000-0000000000ff";

  @TempDir Path folder;

  private void with(String assumption, String choice, Consumer<CognitoIdentityClient> test) {
    LocalCognitoOptions options =
        LocalCognitoOptions.defaults().withSeed(seed(assumption, choice)).withQuotas(false);
    try (LocalCognito running = LocalCognito.start(options);
        CognitoIdentityClient client =
            CognitoIdentityClient.builder()
                .endpointOverride(running.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(Cognito.KEY))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build()) {
      test.accept(client);
    }
  }

  private Path seed(String assumption, String choice) {
    try {
      return Files.writeString(
          folder.resolve("seed.json"),
          """
          {"account": "123456789012",
           "pools": [{"id": "%s", "name": "pool", "allowUnauthenticatedIdentities": true,
                      "developerProviderName": "%s"}],
           "accessKeys": [{"id": "%s", "secret": "%s",
                           "userArn": "arn:aws:iam::123456789012:user/test", "userId": "AIDATEST"}],
           "assumptions": {"%s": "%s"}}
          """
              .formatted(
                  POOL,
                  PROVIDER,
                  Cognito.KEY.accessKeyId(),
                  Cognito.KEY.secretAccessKey(),
                  assumption,
                  choice));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(CognitoIdentityClient client, String user) {
    return client
        .getOpenIdTokenForDeveloperIdentity(
            r -> r.identityPoolId(POOL).logins(Map.of(PROVIDER, user)))
        .identityId();
  }

  private static String merge(CognitoIdentityClient client, String source, String destination) {
    return client
        .mergeDeveloperIdentities(
            r ->
                r.identityPoolId(POOL)
                    .developerProviderName(PROVIDER)
                    .sourceUserIdentifier(source)
                    .destinationUserIdentifier(destination))
        .identityId();
  }

  private static void assertError(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CognitoIdentityException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void mergingOneIdentityWithItself() {
    for (String code : List.of("InvalidParameterException", "ResourceConflictException")) {
      with(
          "mergeOfOne",
          code,
          client -> {
            String id = id(client, "ann");
            assertError(code, () -> merge(client, "ann", "ann"));
            id(client, "bob");
            assertThat(merge(client, "bob", "ann")).isEqualTo(id);
            assertError(code, () -> merge(client, "bob", "ann"));
          });
    }
  }

  @Test
  void moreThanTwentyLogins() {
    with(
        "tooManyLogins",
        "ResourceConflictException",
        client -> {
          for (int i = 0; i <= 20; i++) {
            id(client, "user" + i);
          }
          for (int i = 1; i < 20; i++) {
            merge(client, "user" + i, "user0");
          }
          assertError("ResourceConflictException", () -> merge(client, "user20", "user0"));
        });
  }

  @Test
  void unlinkingAnothersUser() {
    for (String code : List.of("ResourceNotFoundException", "NotAuthorizedException")) {
      with(
          "unlinkOthersLogin",
          code,
          client -> {
            String ann = id(client, "ann");
            id(client, "bob");
            assertError(
                code,
                () ->
                    client.unlinkDeveloperIdentity(
                        r ->
                            r.identityPoolId(POOL)
                                .identityId(ann)
                                .developerProviderName(PROVIDER)
                                .developerUserIdentifier("bob")));
          });
    }
  }

  @Test
  void deletingUnknownIdentities() {
    for (String code : List.of("AccessDenied", "InternalServerError")) {
      with(
          "deleteUnknownIdentity",
          code,
          client -> {
            String ann = id(client, "ann");
            assertThat(
                    client
                        .deleteIdentities(r -> r.identityIdsToDelete(UNKNOWN, ann, UNKNOWN, ann))
                        .unprocessedIdentityIds())
                .containsExactly(
                    UnprocessedIdentityId.builder()
                        .identityId(UNKNOWN)
                        .errorCode(ErrorCode.fromValue(code))
                        .build());
            assertThat(id(client, "ann")).isNotEqualTo(ann);
          });
    }
  }

  @Test
  void lookingUpAnIdentityWithoutUsers() {
    with(
        "lookupWithoutUsers",
        "ResourceNotFoundException",
        client -> {
          String guest = client.getId(r -> r.identityPoolId(POOL)).identityId();
          assertError(
              "ResourceNotFoundException",
              () -> client.lookupDeveloperIdentity(r -> r.identityPoolId(POOL).identityId(guest)));
        });
  }

  @Test
  void lookingUpOneUserOfSeveral() {
    with(
        "lookupByUser",
        "one",
        client -> {
          id(client, "ann");
          id(client, "bob");
          merge(client, "ann", "bob");
          assertThat(
                  client
                      .lookupDeveloperIdentity(
                          r -> r.identityPoolId(POOL).developerUserIdentifier("ann"))
                      .developerUserIdentifierList())
              .containsExactly("ann");
        });
  }

  @Test
  void aKnownUserForAGuest() {
    with(
        "developerUserElsewhere",
        "merged",
        client -> {
          String ann = id(client, "ann");
          String guest = client.getId(r -> r.identityPoolId(POOL)).identityId();
          assertThat(
                  client
                      .getOpenIdTokenForDeveloperIdentity(
                          r ->
                              r.identityPoolId(POOL)
                                  .identityId(guest)
                                  .logins(Map.of(PROVIDER, "ann")))
                      .identityId())
              .isEqualTo(ann);
          assertError(
              "NotAuthorizedException", () -> client.getOpenIdToken(r -> r.identityId(guest)));
        });
  }
}
