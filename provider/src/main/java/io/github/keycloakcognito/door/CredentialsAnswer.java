package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.RoleSession;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code GET} and {@code POST /cognito/credentials}. The body is at once what the SDKs expect of a
 * container-credentials endpoint ({@code Token}) and of a {@code credential_process} ({@code
 * Version}, {@code SessionToken}); each ignores the other's members.
 */
final class CredentialsAnswer implements Rendering<AwsCredentials> {

  @Override
  public ExchangeRequest read(AuthorisedCall call) {
    return read(call.request(), call.parameters(), call::role);
  }

  /**
   * @param roles gives the role of a name, or refuses it
   */
  static ExchangeRequest read(
      ExchangeRequest mine, Parameters parameters, Function<String, AwsRole> roles) {
    parameters.refuse(List.of("identity_id", "link"), "is a parameter of the token only.");
    ExchangeRequest request = mine.withFresh(parameters.flag("fresh"));
    Optional<Duration> duration = parameters.get("duration").map(CredentialsAnswer::duration);
    String name = parameters.get("role").orElse(null);
    if (name == null) {
      if (duration.isPresent()) {
        throw Parameters.refused(
            "duration: needs a role; credentials of the pool's authenticated role last as long as"
                + " Cognito says.");
      }
      return request;
    }
    AwsRole role = roles.apply(name);
    Duration asked = duration.orElse(role.sessionDuration());
    if (asked.compareTo(role.sessionDuration()) > 0) {
      throw Parameters.refused(
          "duration: must be at most " + role.sessionDuration().toSeconds() + " for this role.");
    }
    return request.with(RoleSession.of(role, asked, request.caller()));
  }

  private static Duration duration(String given) {
    long least = AwsRole.SHORTEST_SESSION.toSeconds();
    long most = AwsRole.LONGEST_SESSION.toSeconds();
    try {
      long seconds = Long.parseLong(given);
      if (seconds >= least && seconds <= most) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Refused below, as any other value that is no such number.
    }
    throw Parameters.refused(
        "duration: must be a number of seconds from " + least + " to " + most + ".");
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
