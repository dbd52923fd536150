package io.github.keycloakcognito.devstack.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** The main job on real input: alice signs in, exchanges her session, and AWS says who she is. */
record Demonstration(URI keycloak, URI aws, Progress progress) {

  Result run() {
    Http http = new Http();
    URI realm = keycloak.resolve("/realms/" + Demo.REALM + "/");
    progress.say("Signing in " + Demo.USER + " at " + Demo.CLIENT);
    String token =
        text(
            http.post(
                realm.resolve("protocol/openid-connect/token"),
                "grant_type=password&client_id=demo-app&username=alice&password=alice"
                    + "&scope=openid%20cognito"),
            "access_token");
    progress.say("Exchanging her access token for AWS credentials");
    JsonNode credentials =
        http.post(realm.resolve("cognito/credentials"), "", "Authorization", "Bearer " + token);
    progress.say("Asking STS who holds these credentials");
    return new Result(
        text(credentials, "IdentityId"), callerArn(credentials), text(credentials, "Expiration"));
  }

  private String callerArn(JsonNode credentials) {
    AwsSessionCredentials session =
        AwsSessionCredentials.create(
            text(credentials, "AccessKeyId"),
            text(credentials, "SecretAccessKey"),
            text(credentials, "SessionToken"));
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(aws)
            .region(Region.of(Demo.REGION))
            .credentialsProvider(StaticCredentialsProvider.create(session))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return sts.getCallerIdentity().arn();
    } catch (SdkException e) {
      throw new DemoException("sts:GetCallerIdentity failed: " + e.getMessage(), e);
    }
  }

  private static String text(JsonNode answer, String member) {
    String value = answer.path(member).asText("");
    if (value.isEmpty()) {
      throw new DemoException("The answer has no " + member);
    }
    return value;
  }

  /** What came of it; none of it is secret. */
  record Result(String identityId, String arn, String expiration) {}
}
