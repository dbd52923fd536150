package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.Limit;
import io.github.keycloakcognito.exchange.Meters;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.RoleSession;
import io.github.keycloakcognito.exchange.SignIn;
import io.github.keycloakcognito.exchange.SignInRequirement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.warmup.http.CannedResponseHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Loads the classes of a signed call and of its answer. The SDK's own {@code SdkWarmUp} is not
 * used, because it calls STS over the internet.
 */
final class AwsWarmUp {

  /** Answers both calls of Cognito; the token's payload is {@code {"iat":0,"exp":900}}. */
  private static final String ANSWER =
      """
      {"IdentityId":"us-east-1:0","Token":"e30.eyJpYXQiOjAsImV4cCI6OTAwfQ.warm",
       "Credentials":{"AccessKeyId":"warm","SecretKey":"up","SessionToken":"now","Expiration":900}}
      """;

  private static final String STS_ANSWER =
      """
      <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleWithWebIdentityResult>
          <Credentials>
            <AccessKeyId>warm</AccessKeyId><SecretAccessKey>up</SecretAccessKey>
            <SessionToken>now</SessionToken><Expiration>2026-01-01T00:00:00Z</Expiration>
          </Credentials>
        </AssumeRoleWithWebIdentityResult>
      </AssumeRoleWithWebIdentityResponse>
      """;

  private AwsWarmUp() {}

  static void run(AwsClientConfigurer configurer) {
    try (CognitoIdentityClient cognito =
            canned(CognitoIdentityClient.builder(), ANSWER, configurer);
        StsClient sts = canned(StsClient.builder(), STS_ANSWER, configurer)) {
      SdkCognitoGateway gateway =
          new SdkCognitoGateway(
              pool -> cognito, pool -> sts, new NoMeters(), InstantSource.system());
      IdentityPool pool =
          new IdentityPool(
              "warm-up",
              "us-east-1:0",
              "warm-up",
              Duration.ofMinutes(1),
              Set.of(),
              false,
              "",
              false);
      Caller caller =
          new Caller(
              "",
              "",
              "warm-up",
              "",
              "",
              Set.of(),
              false,
              false,
              "warm-up",
              new SignIn(0, Map.of(), Instant.EPOCH));
      AwsRole role =
          new AwsRole(
              "warm-up",
              "warm-up",
              "arn:aws:iam::123456789012:role/warm-up",
              AwsRole.SHORTEST_SESSION,
              null,
              SignInRequirement.NONE);
      ExchangeRequest request =
          ExchangeRequest.of(caller, pool)
              .with(RoleSession.of(role, role.sessionDuration(), caller));
      Duration timeout = Duration.ofSeconds(10);
      OpenIdToken token = gateway.openIdToken(request, timeout);
      gateway.credentials(pool, token, timeout);
      gateway.assumeRole(request, token, timeout);
    }
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C canned(
      B builder, String answer, AwsClientConfigurer configurer) {
    return builder
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("warm", "up")))
        .httpClient(
            CannedResponseHttpClient.builder()
                .statusCode(200)
                .responseBody(answer.getBytes(StandardCharsets.UTF_8))
                .build())
        .overrideConfiguration(configurer.overrides())
        .build();
  }

  private static final class NoMeters implements Meters {
    @Override
    public void exchange(String door, String result) {}

    @Override
    public void lookup(Source source) {}

    @Override
    public void awsCall(String operation, String outcome, Duration took) {}

    @Override
    public void watch(Limit limit) {}
  }
}
