package io.github.keycloakcognito.devstack.cognito.sts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.AssumeOutcome;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.iam.RoleSession;
import io.github.keycloakcognito.devstack.cognito.iam.SessionPolicies;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** What the operations that take roles have in common. */
final class Sessions {
  private static final int DEFAULT_SECONDS = 3600;
  private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");

  private Sessions() {}

  static boolean isRoleArn(String arn) {
    return ROLE_ARN.matcher(arn).matches();
  }

  static Duration duration(Input input) {
    return Duration.ofSeconds(input.number("DurationSeconds").orElse(DEFAULT_SECONDS));
  }

  /** The checked session policies of a request for a role, whose ARN is well formed. */
  static SessionPolicies policies(Input input) {
    SessionPolicies policies =
        new SessionPolicies(
            input.optional("Policy"),
            input.structures("PolicyArns").stream()
                .map(policy -> policy.optional("arn").orElse(""))
                .toList());
    policies.check(input.text("RoleArn").split(":", 6)[4]);
    return policies;
  }

  /**
   * The members that all answers have.
   *
   * @throws ServiceException if the role was not taken
   */
  static ObjectNode answer(AssumeOutcome outcome) {
    if (outcome instanceof AssumeOutcome.Refused refused) {
      throw refused.code().because(refused.message());
    }
    AssumeOutcome.Granted granted = (AssumeOutcome.Granted) outcome;
    AccessKey credentials = granted.credentials();
    Caller caller = credentials.caller();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("AssumedRoleUser")
        .put("Arn", caller.arn())
        .put("AssumedRoleId", caller.userId());
    answer
        .putObject("Credentials")
        .put("AccessKeyId", credentials.id())
        .put("SecretAccessKey", credentials.secret())
        .put("SessionToken", credentials.sessionToken().orElseThrow())
        .put(
            "Expiration",
            DateTimeFormatter.ISO_INSTANT.format(credentials.expiration().orElseThrow()));
    granted.packedPercent().ifPresent(percent -> answer.put("PackedPolicySize", percent));
    caller
        .roleSession()
        .flatMap(RoleSession::sourceIdentity)
        .ifPresent(source -> answer.put("SourceIdentity", source));
    return answer;
  }

  static ServiceException invalid(String message) {
    return ErrorCode.VALIDATION.because(message);
  }
}
