package io.github.keycloakcognito.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.LocalCognitoOptions;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.CognitoGateway;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.SignIn;
import io.github.keycloakcognito.exchange.Tracing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/** One local Cognito for a test class, with a second pool in it, and the adapters that ask it. */
final class LocalAws implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  static final String REGION = "eu-west-1";
  static final String PROVIDER = "login.keycloak.demo";
  static final String ACCOUNT = "123456789012";
  static final String ROLE = "arn:aws:iam::123456789012:role/KeycloakCognitoAuthenticated";

  static final String TOKEN = "GetOpenIdTokenForDeveloperIdentity";
  static final String CREDENTIALS = "GetCredentialsForIdentity";
  static final String ROLES = "GetIdentityPoolRoles";

  static final IdentityPool POOL = pool("eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21", PROVIDER);
  static final IdentityPool POOL_WITHOUT_ROLES =
      pool("eu-west-1:00000000-0000-4000-8000-000000000002", PROVIDER);

  /** Takes logins of {@link #GOOGLE}, too. */
  static final IdentityPool SOCIAL_POOL =
      pool("eu-west-1:00000000-0000-4000-8000-000000000003", PROVIDER);

  static final String GOOGLE = "accounts.google.com";
  static final String GOOGLE_APP = "google-app";

  /** Its role trusts the pool, but allows no session tags. */
  static final IdentityPool POOL_WITH_UNTAGGED_ROLE =
      pool("eu-west-1:00000000-0000-4000-8000-000000000004", PROVIDER);

  static final IdentityPool UNKNOWN_POOL =
      pool("eu-west-1:00000000-0000-4000-8000-00000000000f", PROVIDER);
  static final String UNKNOWN_IDENTITY = "eu-west-1:00000000-0000-4000-8000-0000000000ff";

  /** Long enough for a machine that does other things as well. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final String POOLS =
      """
      {"id": "%s", "name": "no roles", "developerProviderName": "%s"},
      {"id": "%s", "name": "social", "developerProviderName": "%s",
       "supportedLoginProviders": {"%s": "%s"}, "allowClassicFlow": false},
      {"id": "%s", "name": "no tags", "developerProviderName": "%s",
       "roles": {"authenticated": "arn:aws:iam::123456789012:role/NoTags"}},
      """
          .formatted(
              POOL_WITHOUT_ROLES.identityPoolId(),
              PROVIDER,
              SOCIAL_POOL.identityPoolId(),
              PROVIDER,
              GOOGLE,
              GOOGLE_APP,
              POOL_WITH_UNTAGGED_ROLE.identityPoolId(),
              PROVIDER);

  private static final String ROLE_WITHOUT_TAGS =
      """
      {"arn": "arn:aws:iam::123456789012:role/NoTags", "id": "AROATESTNOTAGSXXXXXXX",
       "trustPolicy": {
         "Version": "2012-10-17",
         "Statement": [
           {"Effect": "Allow",
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"ForAnyValue:StringLike": {
              "cognito-identity.amazonaws.com:amr": "login.keycloak.demo"}}}]}},
      """;

  private final AwsCallLog meters = new AwsCallLog();
  private LocalCognito running;
  private Aws aws;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path seed = Files.writeString(Files.createTempFile("seed", ".json"), seed());
    try {
      running = LocalCognito.start(LocalCognitoOptions.defaults().withSeed(seed).withQuotas(false));
    } finally {
      Files.delete(seed);
    }
    aws = aws(settings(PATIENCE));
  }

  private static String seed() throws IOException {
    try (InputStream demo = LocalCognito.class.getResourceAsStream("/demo-seed.json")) {
      return new String(demo.readAllBytes(), StandardCharsets.UTF_8)
          .replace("\"pools\": [", "\"pools\": [" + POOLS)
          .replace("\"roles\": [\n", "\"roles\": [" + ROLE_WITHOUT_TAGS)
          .replace(
              "\"oidcProviders\": [",
              """
              "loginProviders": [{"name": "accounts.google.com"}, {"name": "graph.facebook.com"}],
              "oidcProviders": [
              """);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    running.clearFaults();
    running.resetCalls();
    meters.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    aws.close();
    running.close();
  }

  LocalCognito running() {
    return running;
  }

  void faults(Fault... faults) {
    running.faults(List.of(faults));
  }

  /** How often an operation was asked for, attempts counted each. */
  long attempts(String operation) {
    return running.calls().getOrDefault(operation, 0L);
  }

  AwsCallLog meters() {
    return meters;
  }

  Aws aws() {
    return aws;
  }

  Aws aws(AwsSettings settings) {
    return aws(settings, Tracing.OFF);
  }

  Aws aws(AwsSettings settings, Tracing tracing) {
    return new Aws(settings, "1.2.3", meters, tracing, InstantSource.fixed(NOW));
  }

  /** The local Cognito, with so much time for an attempt and for the call. */
  AwsSettings settings(Duration time) {
    return settings(running.endpoint(), time);
  }

  static AwsSettings settings(URI endpoint, Duration time) {
    return new AwsSettings(REGION, endpoint, endpoint, endpoint, Map.of(), PATIENCE, time, time);
  }

  IdentityDirectory directory() {
    return aws.directory();
  }

  /** An ID token of Google. */
  String google(String subject) {
    return running.mint(GOOGLE, subject, GOOGLE_APP, Duration.ofMinutes(5));
  }

  CognitoGateway gateway() {
    return aws.gateway();
  }

  OpenIdToken token(String user) {
    return gateway().openIdToken(request(user), PATIENCE);
  }

  Failure tokenRefused(ExchangeRequest request) {
    return refused(() -> gateway().openIdToken(request, PATIENCE));
  }

  /** A new identity that nobody's login is linked to yet. */
  String guest() {
    try (CognitoIdentityClient anybody =
        CognitoIdentityClient.builder()
            .endpointOverride(running.endpoint())
            .region(Region.of(REGION))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return anybody.getId(r -> r.identityPoolId(POOL.identityPoolId())).identityId();
    }
  }

  /** Somebody new: the local Cognito remembers users for as long as the test class runs. */
  static String someone() {
    return UUID.randomUUID().toString();
  }

  static IdentityPool pool(String id, String developerProvider) {
    return new IdentityPool(
        "default", id, developerProvider, Duration.ofMinutes(15), Set.of(), false, "", false);
  }

  static ExchangeRequest request(String user) {
    return request(user, POOL, null);
  }

  static ExchangeRequest request(String user, IdentityPool pool, String identityId) {
    Caller caller =
        new Caller(
            "realm-id",
            "realm",
            user,
            "app",
            "session",
            Set.of(),
            false,
            false,
            "alice",
            new SignIn(1, Map.of(), NOW));
    return ExchangeRequest.of(caller, pool).forIdentity(identityId);
  }

  /** The failure with which a call ends. */
  static Failure refused(ThrowingCallable call) {
    ExchangeException thrown = catchThrowableOfType(ExchangeException.class, call);
    assertThat(thrown).as("a refusal").isNotNull();
    return thrown.failure();
  }
}
