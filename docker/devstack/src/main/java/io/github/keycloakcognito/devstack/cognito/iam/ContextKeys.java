package io.github.keycloakcognito.devstack.cognito.iam;

import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The condition keys that requests for roles have. */
public final class ContextKeys {
  private static final String REQUEST_TAG = "aws:RequestTag/";
  private static final String PRINCIPAL_TAG = "aws:PrincipalTag/";
  private static final Set<String> NAMED =
      Set.of(
          "aws:tagkeys",
          "aws:principalarn",
          "aws:principalaccount",
          "aws:principaltype",
          "aws:userid",
          "aws:username",
          "aws:sourceidentity",
          "aws:multifactorauthpresent",
          "aws:securetransport",
          "sts:rolesessionname",
          "sts:externalid",
          "sts:sourceidentity",
          "sts:transitivetagkeys");

  private ContextKeys() {}

  /** Whether a condition on this key can be evaluated. */
  public static boolean known(String key) {
    String folded = key.toLowerCase(Locale.ROOT);
    return NAMED.contains(folded)
        || Stream.of(REQUEST_TAG, PRINCIPAL_TAG)
            .anyMatch(prefix -> folded.startsWith(prefix.toLowerCase(Locale.ROOT)))
        || Stream.of(":aud", ":amr", ":sub").anyMatch(folded::endsWith);
  }

  static Map<String, List<String>> of(WebIdentity identity, RoleRequest wish) {
    Map<String, List<String>> context = common(wish);
    String prefix = identity.conditionPrefix();
    context.put(prefix + ":aud", List.of(identity.audience()));
    context.put(prefix + ":sub", List.of(identity.subject()));
    context.put(prefix + ":amr", identity.amr());
    identity.tags().forEach((key, values) -> context.put(REQUEST_TAG + key, values));
    context.put("aws:TagKeys", List.copyOf(identity.tags().keySet()));
    return context;
  }

  static Map<String, List<String>> of(Caller caller, RoleRequest wish) {
    Map<String, List<String>> context = common(wish);
    put(context, "sts:ExternalId", wish.externalId());
    put(context, "sts:SourceIdentity", wish.sourceIdentity());
    context.put("sts:TransitiveTagKeys", List.copyOf(wish.tags().transitive()));
    wish.tags().values().forEach((key, value) -> context.put(REQUEST_TAG + key, List.of(value)));
    context.put("aws:TagKeys", List.copyOf(wish.tags().values().keySet()));
    context.put("aws:PrincipalArn", List.of(caller.principalArn()));
    context.put("aws:PrincipalAccount", List.of(caller.account()));
    context.put("aws:userid", List.of(caller.userId()));
    caller
        .roleSession()
        .ifPresentOrElse(
            session -> {
              context.put("aws:PrincipalType", List.of("AssumedRole"));
              context.put("aws:MultiFactorAuthPresent", List.of("false"));
              put(context, "aws:SourceIdentity", session.sourceIdentity());
              session
                  .tags()
                  .values()
                  .forEach((key, value) -> context.put(PRINCIPAL_TAG + key, List.of(value)));
            },
            () -> {
              context.put("aws:PrincipalType", List.of("User"));
              context.put(
                  "aws:username",
                  List.of(caller.arn().substring(caller.arn().lastIndexOf('/') + 1)));
            });
    return context;
  }

  private static Map<String, List<String>> common(RoleRequest wish) {
    Map<String, List<String>> context = new HashMap<>();
    context.put("sts:RoleSessionName", List.of(wish.sessionName()));
    // AWS is reached in no other way, and what is said of it holds for its double.
    context.put("aws:SecureTransport", List.of("true"));
    return context;
  }

  private static void put(Map<String, List<String>> context, String key, Optional<String> value) {
    value.ifPresent(v -> context.put(key, List.of(v)));
  }
}
