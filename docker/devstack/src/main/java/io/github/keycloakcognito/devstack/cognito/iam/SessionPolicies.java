package io.github.keycloakcognito.devstack.cognito.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The session policies of a request. Their form is checked; like all policies but those of trust,
 * they are not evaluated.
 *
 * @param inline JSON
 * @param arns of managed policies
 */
public record SessionPolicies(Optional<String> inline, List<String> arns) {
  /** No policies. */
  public static final SessionPolicies NONE = new SessionPolicies(Optional.empty(), List.of());

  private static final int MAX_ARNS = 10;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

  /**
   * Refuses what is no policy, in the words IAM has for policies.
   *
   * @param account in which managed policies must be, if they are not AWS's
   * @throws ServiceException MalformedPolicyDocument or ValidationError
   */
  public void check(String account) {
    inline.ifPresent(SessionPolicies::checkInline);
    if (arns.size() > MAX_ARNS) {
      throw ErrorCode.VALIDATION.because(
          "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member"
              + " must have length less than or equal to "
              + MAX_ARNS);
    }
    for (String arn : arns) {
      if (!arn.matches("arn:aws[a-z-]*:iam::(aws|" + account + "):policy/\\S+")) {
        throw ErrorCode.VALIDATION.because("ARN " + arn + " is not valid.");
      }
    }
  }

  private static void checkInline(String policy) {
    JsonNode document;
    try {
      document = JSON.readTree(policy);
    } catch (JsonProcessingException e) {
      throw malformed("This policy contains invalid Json");
    }
    JsonNode statement = document.path("Statement");
    if (!document.isObject()
        || !VERSIONS.contains(document.path("Version").asText("2008-10-17"))
        || !(statement.isObject() || statement.isArray())) {
      throw malformed("Syntax errors in policy.");
    }
    if (statement.isArray()) {
      statement.forEach(SessionPolicies::checkStatement);
    } else {
      checkStatement(statement);
    }
  }

  private static void checkStatement(JsonNode statement) {
    String effect = statement.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw malformed("Syntax errors in policy.");
    }
    if (statement.has("Principal") || statement.has("NotPrincipal")) {
      throw malformed("Policy document should not specify a principal.");
    }
    if (!namesTexts(statement, "Action") && !namesTexts(statement, "NotAction")) {
      throw malformed("Policy statement must contain actions.");
    }
    if (!namesTexts(statement, "Resource") && !namesTexts(statement, "NotResource")) {
      throw malformed("Policy statement must contain resources.");
    }
  }

  private static boolean namesTexts(JsonNode statement, String element) {
    JsonNode value = statement.path(element);
    return value.isTextual() || (value.isArray() && value.path(0).isTextual());
  }

  private static ServiceException malformed(String message) {
    return ErrorCode.MALFORMED_POLICY_DOCUMENT.because(message);
  }

  boolean isEmpty() {
    return inline.isEmpty() && arns.isEmpty();
  }
}
