package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operations on tags share. */
final class PoolTags {
  private static final int MAX = 50;
  private static final Pattern ARN =
      Pattern.compile("arn:[\\w-]+:cognito-identity:[\\w-]+:\\d{12}:identitypool/([^/]+)");

  private PoolTags() {}

  /** The tags, unless there are more than a pool can have. */
  static Map<String, String> checked(Map<String, String> tags) {
    if (tags.size() > MAX) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "An identity pool can have " + MAX + " tags at most.");
    }
    return tags;
  }

  /** The pool that ResourceArn names, if the signer can see it. */
  static Pool pool(Existing existing, Call call) {
    String arn = call.input().text("ResourceArn");
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "'" + arn + "' is not the ARN of an identity pool.");
    }
    String poolId = parts.group(1);
    Pool pool = existing.pool(call, poolId);
    if (!pool.arn().equals(arn)) {
      throw Existing.unknownPool(poolId);
    }
    return pool;
  }
}
