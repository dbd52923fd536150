package io.github.keycloakcognito.devstack.cognito;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;

/**
 * A local Cognito for tests of Cognito Sync: the test seed with a key that may not synchronise, and
 * with assumptions of one's own. Developer users that meet a guest are merged with it, unless said
 * otherwise: the shortest way to a merge.
 */
final class SyncServer
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  static final AwsBasicCredentials DENIED_KEY =
      AwsBasicCredentials.create("AKIATESTNOSYNCKEYXXX", "denied");

  private final Map<String, String> assumptions;
  private LocalCognito running;
  private CognitoIdentityClient identity;
  private CognitoSyncClient developer;

  SyncServer(Map<String, String> assumptions) {
    this.assumptions = assumptions;
  }

  SyncServer() {
    this(Map.of());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running = LocalCognito.start(LocalCognitoOptions.defaults().withSeed(seed()).withQuotas(false));
    identity =
        CognitoIdentityClient.builder()
            .endpointOverride(endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(Cognito.KEY))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    developer = client(Cognito.KEY);
  }

  private Path seed() {
    ObjectMapper json = new ObjectMapper();
    try {
      ObjectNode seed = (ObjectNode) json.readTree(Cognito.testSeed().toFile());
      seed.withArray("accessKeys")
          .addObject()
          .put("id", DENIED_KEY.accessKeyId())
          .put("secret", DENIED_KEY.secretAccessKey())
          .put("userArn", "arn:aws:iam::123456789012:user/nosync")
          .put("userId", "AIDATESTNOSYNCUSERXXX")
          .putArray("deniedOperations")
          .add("UpdateRecords")
          .add("ListIdentityPoolUsage");
      ObjectNode decided = seed.withObject("/assumptions").put("developerUserElsewhere", "merged");
      assumptions.forEach(decided::put);
      Path file = Files.createTempFile("sync-seed", ".json");
      file.toFile().deleteOnExit();
      json.writeValue(file.toFile(), seed);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    running.clearFaults();
    running.clockOffset(Duration.ZERO);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Coverage.add(context, running);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Coverage.write();
    developer.close();
    identity.close();
    running.close();
  }

  LocalCognito running() {
    return running;
  }

  URI endpoint() {
    return running.endpoint();
  }

  /** Signs with the developer's key. */
  CognitoSyncClient developer() {
    return developer;
  }

  CognitoIdentityClient identity() {
    return identity;
  }

  CognitoSyncClient client(AwsCredentials credentials) {
    return CognitoSyncClient.builder()
        .endpointOverride(endpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** The identity of a user; merged with a guest's if one is given. */
  String user(String user, String... guest) {
    return token(user, guest).identityId();
  }

  private software.amazon.awssdk.services.cognitoidentity.model
          .GetOpenIdTokenForDeveloperIdentityResponse
      token(String user, String... guest) {
    return identity.getOpenIdTokenForDeveloperIdentity(
        r ->
            r.identityPoolId(Cognito.POOL)
                .logins(Map.of(Cognito.PROVIDER, user))
                .identityId(guest.length == 0 ? null : guest[0]));
  }

  String guest() {
    return identity.getId(r -> r.identityPoolId(Cognito.POOL)).identityId();
  }

  /** Credentials of a user's identity, as an app gets them. */
  AwsSessionCredentials credentials(String user) {
    var token = token(user);
    return Cognito.session(
        identity
            .getCredentialsForIdentity(
                r ->
                    r.identityId(token.identityId()).logins(Map.of(Cognito.COGNITO, token.token())))
            .credentials());
  }

  AwsSessionCredentials guestCredentials(String guest) {
    return Cognito.session(
        identity.getCredentialsForIdentity(r -> r.identityId(guest)).credentials());
  }
}
