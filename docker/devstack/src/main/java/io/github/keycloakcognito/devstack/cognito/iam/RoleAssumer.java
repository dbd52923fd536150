package io.github.keycloakcognito.devstack.cognito.iam;

import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lets verified web identities take roles whose trust policies allow it. */
public final class RoleAssumer {
  private static final System.Logger LOG = System.getLogger(RoleAssumer.class.getName());
  private static final String ASSUME = "sts:AssumeRoleWithWebIdentity";
  private static final String TAG_SESSION = "sts:TagSession";

  /** STS service model, tagValueType. */
  private static final Pattern TAG_TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private final Map<String, Role> roles;
  private final AccessKeys keys;
  private final boolean checkTagText;

  /**
   * Knows the seeded roles.
   *
   * @param checkTagText whether session tags outside STS's character set are refused
   */
  public RoleAssumer(Collection<Role> roles, AccessKeys keys, boolean checkTagText) {
    this.roles = roles.stream().collect(Collectors.toMap(Role::arn, Function.identity()));
    this.keys = keys;
    this.checkTagText = checkTagText;
  }

  /** The role with this ARN. */
  public Optional<Role> find(String arn) {
    return Optional.ofNullable(roles.get(arn));
  }

  /** Takes a role; the duration was checked against the role's maximum by the caller. */
  public AssumeOutcome assume(
      String roleArn, WebIdentity identity, String sessionName, Duration duration) {
    AssumeOutcome outcome = decide(roleArn, identity, sessionName, duration);
    if (outcome instanceof AssumeOutcome.Refused refused) {
      LOG.log(System.Logger.Level.INFO, "{0} not assumed: {1}", roleArn, refused.reason());
    }
    return outcome;
  }

  private AssumeOutcome decide(
      String roleArn, WebIdentity identity, String sessionName, Duration duration) {
    Role role = roles.get(roleArn);
    if (role == null) {
      return new AssumeOutcome.Refused("no such role in the seed");
    }
    TrustRequest request = request(identity, sessionName);
    if (!role.trustPolicy().allows(request)) {
      return new AssumeOutcome.Refused("its trust policy does not allow " + ASSUME);
    }
    if (!identity.tags().isEmpty()) {
      if (!role.trustPolicy().allows(request.forAction(TAG_SESSION))) {
        return new AssumeOutcome.Refused("its trust policy does not allow " + TAG_SESSION);
      }
      if (checkTagText && !tagTextFits(identity.tags())) {
        return new AssumeOutcome.Refused("a session tag has a character STS does not take");
      }
    }
    return new AssumeOutcome.Granted(
        keys.issue(role.session(sessionName, identity.cognitoIdentity()), duration));
  }

  private static TrustRequest request(WebIdentity identity, String sessionName) {
    String prefix = identity.conditionPrefix();
    Map<String, List<String>> context = new HashMap<>();
    context.put(prefix + ":aud", List.of(identity.audience()));
    context.put(prefix + ":sub", List.of(identity.subject()));
    context.put(prefix + ":amr", identity.amr());
    context.put("sts:RoleSessionName", List.of(sessionName));
    identity.tags().forEach((key, values) -> context.put("aws:RequestTag/" + key, values));
    context.put("aws:TagKeys", List.copyOf(identity.tags().keySet()));
    return new TrustRequest(identity.federatedPrincipal(), ASSUME, context);
  }

  private static boolean tagTextFits(Map<String, List<String>> tags) {
    return tags.entrySet().stream()
        .allMatch(
            tag ->
                TAG_TEXT.matcher(tag.getKey()).matches()
                    && tag.getValue().stream().allMatch(v -> TAG_TEXT.matcher(v).matches()));
  }
}
