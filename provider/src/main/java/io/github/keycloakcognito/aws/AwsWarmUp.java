package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.Meters;
import io.github.keycloakcognito.exchange.OpenIdToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.warmup.http.CannedResponseHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/**
 * Loads the classes of a signed call and of its answer. The SDK's own {@code SdkWarmUp} is not
 * used, because it calls STS over the internet.
 */
final class AwsWarmUp {

  /** Answers both calls; the token's payload is {@code {"iat":0,"exp":900}}. */
  private static final String ANSWER =
      """
      {"IdentityId":"us-east-1:0","Token":"e30.eyJpYXQiOjAsImV4cCI6OTAwfQ.warm",
       "Credentials":{"AccessKeyId":"warm","SecretKey":"up","SessionToken":"now","Expiration":900}}
      """;

  private AwsWarmUp() {}

  static void run(AwsClientConfigurer configurer) {
    try (CognitoIdentityClient client =
        CognitoIdentityClient.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("warm", "up")))
            .httpClient(
                CannedResponseHttpClient.builder()
                    .statusCode(200)
                    .responseBody(ANSWER.getBytes(StandardCharsets.UTF_8))
                    .build())
            .overrideConfiguration(configurer.overrides())
            .build()) {
      SdkCognitoGateway gateway =
          new SdkCognitoGateway(region -> client, new NoMeters(), InstantSource.system());
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
      Caller caller = new Caller("", "", "warm-up", "", "", Set.of(), false, false);
      Duration timeout = Duration.ofSeconds(10);
      OpenIdToken token = gateway.openIdToken(ExchangeRequest.of(caller, pool), timeout);
      gateway.credentials(pool, token, timeout);
    }
  }

  private static final class NoMeters implements Meters {
    @Override
    public void exchange(String door, String result) {}

    @Override
    public void lookup(Source source) {}

    @Override
    public void awsCall(String operation, String outcome, Duration took) {}
  }
}
