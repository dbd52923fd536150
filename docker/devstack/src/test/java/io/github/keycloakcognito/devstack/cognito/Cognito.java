package io.github.keycloakcognito.devstack.cognito;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityRequest;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.sts.StsClient;

/** One local Cognito with the test seed for a test class, and AWS's own clients for it. */
final class Cognito
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  static final String POOL = "eu-west-1:00000000-0000-4000-8000-000000000001";
  static final String STRICT_POOL = "eu-west-1:00000000-0000-4000-8000-000000000002";
  static final String BARE_POOL = "eu-west-1:00000000-0000-4000-8000-000000000003";
  static final String UNKNOWN_POOL = "eu-west-1:00000000-0000-4000-8000-00000000000f";
  static final String UNKNOWN_IDENTITY = "eu-west-1:00000000-0000-4000-8000-0000000000ff";
  static final String PROVIDER = "login.test";
  static final String COGNITO = "cognito-identity.amazonaws.com";
  static final String AUTHENTICATED = "arn:aws:iam::123456789012:role/Authenticated";
  static final String ISSUER = "https://oidc.test/id/1";
  static final AwsBasicCredentials KEY =
      AwsBasicCredentials.create(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  static final AwsBasicCredentials READER_KEY =
      AwsBasicCredentials.create(
          "AKIAI44QH8DHBEXAMPLE", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY");

  static final AwsBasicCredentials OTHER_ACCOUNTS_KEY =
      AwsBasicCredentials.create("AKIAOTHERACCOUNT", "otherAccountOtherAccountOtherAccount0000");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> assumptions;
  private LocalCognito running;
  private CognitoIdentityClient client;

  Cognito() {
    this(Map.of());
  }

  /** One that assumes something else than the defaults. */
  Cognito(Map<String, String> assumptions) {
    this.assumptions = assumptions;
  }

  static Path testSeed() {
    try {
      return Path.of(Cognito.class.getResource("/test-seed.json").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running = LocalCognito.start(LocalCognitoOptions.defaults().withSeed(seed()).withQuotas(false));
    client = client(KEY);
  }

  private Path seed() {
    if (assumptions.isEmpty()) {
      return testSeed();
    }
    try {
      ObjectNode seed = (ObjectNode) JSON.readTree(testSeed().toFile());
      assumptions.forEach(seed.putObject("assumptions")::put);
      Path file = Files.createTempFile(Path.of("target"), "test-seed", ".json");
      JSON.writeValue(file.toFile(), seed);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    running.clearFaults();
    running.quotas(false);
    running.clockOffset(java.time.Duration.ZERO);
    running.resetCalls();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Coverage.add(context, running);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Coverage.write();
    client.close();
    running.close();
  }

  LocalCognito running() {
    return running;
  }

  URI endpoint() {
    return running.endpoint();
  }

  /** A client that signs with the seeded key, and never retries. */
  CognitoIdentityClient client() {
    return client;
  }

  CognitoIdentityClient client(AwsCredentials credentials) {
    return client(credentials, Region.EU_WEST_1);
  }

  CognitoIdentityClient client(AwsCredentials credentials, Region region) {
    return CognitoIdentityClient.builder()
        .endpointOverride(endpoint())
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  CognitoIdentityClient anonymousClient() {
    return CognitoIdentityClient.builder()
        .endpointOverride(endpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  StsClient sts(AwsCredentials credentials) {
    return StsClient.builder()
        .endpointOverride(endpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  static AwsSessionCredentials session(Credentials issued) {
    return AwsSessionCredentials.create(
        issued.accessKeyId(), issued.secretKey(), issued.sessionToken());
  }

  /** A user name nobody used before, as the state lives as long as the class. */
  static String newUser() {
    return UUID.randomUUID().toString();
  }

  GetOpenIdTokenForDeveloperIdentityResponse token(String user) {
    return token(user, request -> {});
  }

  GetOpenIdTokenForDeveloperIdentityResponse token(
      String user, Consumer<GetOpenIdTokenForDeveloperIdentityRequest.Builder> more) {
    return client.getOpenIdTokenForDeveloperIdentity(
        request -> more.accept(request.identityPoolId(POOL).logins(Map.of(PROVIDER, user))));
  }

  String guest() {
    return client.getId(request -> request.identityPoolId(POOL)).identityId();
  }
}
