package io.github.keycloakcognito.it;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Who AWS takes the holder of issued credentials for. */
final class CallerIdentity {

  private CallerIdentity() {}

  /** The ARN that GetCallerIdentity answers to the credentials in {@code answer}. */
  static String arn(Stack stack, Answer answer) {
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(stack.cognito().endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        answer.text("AccessKeyId"),
                        answer.text("SecretAccessKey"),
                        answer.text("SessionToken"))))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return sts.getCallerIdentity().arn();
    }
  }
}
