package io.github.keycloakcognito.devstack.cognito.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.iam.RoleRequest;
import io.github.keycloakcognito.devstack.cognito.iam.RoleSession;
import io.github.keycloakcognito.devstack.cognito.iam.SessionTags;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes a role with the credentials of a user or of another role. */
final class AssumeRole implements Operation {
  private final RoleAssumer roles;

  AssumeRole(RoleAssumer roles) {
    this.roles = roles;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    Caller caller = call.caller();
    String roleArn = input.text("RoleArn");
    if (!Sessions.isRoleArn(roleArn)) {
      throw Sessions.invalid(roleArn + " is invalid");
    }
    if (input.has("ProvidedContexts")) {
      throw Sessions.invalid("The local Cognito has no context providers.");
    }
    if (input.has("SerialNumber") || input.has("TokenCode")) {
      // Nobody in a seed has an MFA device.
      throw ErrorCode.ACCESS_DENIED.because(
          "MultiFactorAuthentication failed with invalid MFA one time pass code.");
    }
    RoleRequest wish =
        new RoleRequest(
            roleArn,
            input.text("RoleSessionName"),
            Sessions.duration(input),
            Sessions.policies(input),
            tags(input, caller.roleSession().map(RoleSession::tags).orElse(SessionTags.NONE)),
            input.optional("ExternalId"),
            sourceIdentity(caller, input));
    return Sessions.answer(roles.assume(caller, wish));
  }

  private static SessionTags tags(Input input, SessionTags ofCaller) {
    Map<String, String> tags = new LinkedHashMap<>();
    Set<String> folded = new TreeSet<>();
    for (Input tag : input.structures("Tags")) {
      String key = tag.text("Key");
      if (!folded.add(key.toLowerCase(Locale.ROOT))) {
        throw invalidTags(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
      if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw invalidTags("Tag keys must not begin with aws:.");
      }
      tags.put(key, tag.text("Value"));
    }
    for (String key : ofCaller.transitive()) {
      if (folded.contains(key.toLowerCase(Locale.ROOT))) {
        throw invalidTags(
            "One of the specified transitive tag keys can't be set because it conflicts with a"
                + " transitive tag key from the calling session.");
      }
    }
    Set<String> transitive = new LinkedHashSet<>(input.list("TransitiveTagKeys"));
    for (String key : transitive) {
      if (!folded.contains(key.toLowerCase(Locale.ROOT))) {
        throw invalidTags(
            "The specified transitive tag key must be included in the requested tags.");
      }
    }
    return new SessionTags(tags, transitive);
  }

  /** Once set, it stays as it is for all sessions that follow. */
  private static Optional<String> sourceIdentity(Caller caller, Input input) {
    Optional<String> wanted = input.optional("SourceIdentity");
    Optional<String> set = caller.roleSession().flatMap(RoleSession::sourceIdentity);
    if (wanted.isPresent() && set.isPresent() && !set.equals(wanted)) {
      throw ErrorCode.ACCESS_DENIED.because(
          "User: "
              + caller.arn()
              + " is not authorized to perform: sts:SetSourceIdentity on resource: "
              + input.text("RoleArn"));
    }
    return wanted;
  }

  private static ServiceException invalidTags(String message) {
    return ErrorCode.INVALID_PARAMETER_VALUE.because(message);
  }
}
