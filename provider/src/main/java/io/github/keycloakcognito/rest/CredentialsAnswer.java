package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET} and {@code POST /cognito/credentials}. The body is at once what the SDKs expect of a
 * container-credentials endpoint ({@code Token}) and of a {@code credential_process} ({@code
 * Version}, {@code SessionToken}); each ignores the other's members.
 */
final class CredentialsAnswer implements Rendering<AwsCredentials> {

  @Override
  public ExchangeRequest read(ExchangeRequest request, Parameters parameters) {
    parameters.refuse(
        List.of("role", "duration", "identity_id", "link"),
        "is not supported here; the credentials are those of the pool's authenticated role.");
    return request;
  }

  @Override
  public Map<String, Object> body(ExchangeRequest request, AwsCredentials issued) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Version", 1);
    body.put("AccessKeyId", issued.accessKeyId());
    body.put("SecretAccessKey", issued.secretAccessKey());
    body.put("SessionToken", issued.sessionToken());
    body.put("Token", issued.sessionToken());
    body.put("Expiration", issued.expiration().truncatedTo(ChronoUnit.SECONDS).toString());
    putKnown(body, "AccountId", issued.accountId());
    putKnown(body, "RoleArn", issued.roleArn());
    body.put("IdentityId", issued.identityId());
    return body;
  }

  @Override
  public Map<String, String> audit(AwsCredentials issued) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("identity_id", issued.identityId());
    details.put("role", issued.roleArn());
    details.put("expiration", issued.expiration().toString());
    details.put("aws_request_id", issued.awsRequestId());
    return details;
  }

  private static void putKnown(Map<String, Object> body, String name, Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
