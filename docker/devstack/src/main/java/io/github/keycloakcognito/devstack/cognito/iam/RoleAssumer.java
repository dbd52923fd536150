package io.github.keycloakcognito.devstack.cognito.iam;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lets those take roles whom the roles' trust policies allow it. */
public final class RoleAssumer {
  private static final System.Logger LOG = System.getLogger(RoleAssumer.class.getName());
  private static final String WITH_TOKEN = "sts:AssumeRoleWithWebIdentity";
  private static final String WITH_CREDENTIALS = "sts:AssumeRole";
  private static final String TAG_SESSION = "sts:TagSession";
  private static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";
  private static final Duration CHAINED_MAX = Duration.ofHours(1);

  /** STS service model, tagKeyType, tagValueType and tagListType. */
  private static final Pattern TAG_TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private static final int MAX_TAGS = 50;
  private static final int MAX_TAG_KEY = 128;
  private static final int MAX_TAG_VALUE = 256;

  private final Map<String, Role> roles;
  private final AccessKeys keys;
  private final Function<String, Optional<String>> accounts;
  private final boolean checkTagText;
  private final boolean deflated;

  /** An attempt to take a role. */
  private record Attempt(
      TrustRequest trust,
      Set<String> restrictedKeys,
      RoleRequest wish,
      SessionTags tags,
      Optional<String> sourceIdentity,
      Optional<String> identityId,
      boolean chained,
      Function<String, String> notAuthorized) {}

  /**
   * Knows the seeded roles.
   *
   * @param accounts the account of an identity pool; empty if there is no such pool
   */
  public RoleAssumer(
      Collection<Role> roles,
      AccessKeys keys,
      Function<String, Optional<String>> accounts,
      Assumptions assumptions) {
    this.roles = roles.stream().collect(Collectors.toMap(Role::arn, Function.identity()));
    this.keys = keys;
    this.accounts = accounts;
    this.checkTagText = assumptions.is(Assumption.TAG_CHARACTERS, "refused");
    this.deflated = assumptions.is(Assumption.PACKED_POLICY_SIZE, "deflated");
  }

  /** The role with this ARN. */
  public Optional<Role> find(String arn) {
    return Optional.ofNullable(roles.get(arn));
  }

  /** Takes a role for an identity of a pool: one of the pool's account only. */
  public AssumeOutcome assume(
      String roleArn, WebIdentity identity, String sessionName, Duration duration) {
    Role role = roles.get(roleArn);
    if (role != null && isForeign(role, identity)) {
      return logged(roleArn, denied(WITH_TOKEN, "the pool is in another account"));
    }
    return assume(identity, RoleRequest.of(roleArn, sessionName, duration, SessionPolicies.NONE));
  }

  /** Takes a role with a verified token. */
  public AssumeOutcome assume(WebIdentity identity, RoleRequest wish) {
    if (!tokenTagsFit(identity.tags())) {
      return logged(wish.roleArn(), denied(WITH_TOKEN, "a session tag is not what STS takes"));
    }
    return assume(
        new Attempt(
            new TrustRequest(
                TrustPrincipal.federated(identity.federatedPrincipal()),
                WITH_TOKEN,
                ContextKeys.of(identity, wish)),
            restrictedKeys(identity, wish.roleArn()),
            wish,
            SessionTags.of(identity.tags()),
            Optional.empty(),
            identity.cognitoIdentity(),
            false,
            action -> "Not authorized to perform " + WITH_TOKEN));
  }

  /** Takes a role with credentials; the tags asked for do not collide with inherited ones. */
  public AssumeOutcome assume(Caller caller, RoleRequest wish) {
    Optional<RoleSession> from = caller.roleSession();
    SessionTags inherited = from.map(s -> s.tags().inherited()).orElse(SessionTags.NONE);
    return assume(
        new Attempt(
            new TrustRequest(
                TrustPrincipal.of(caller), WITH_CREDENTIALS, ContextKeys.of(caller, wish)),
            Set.of(),
            wish,
            wish.tags().with(inherited),
            from.flatMap(RoleSession::sourceIdentity).or(wish::sourceIdentity),
            Optional.empty(),
            from.isPresent(),
            action ->
                "User: "
                    + caller.arn()
                    + " is not authorized to perform: "
                    + action
                    + " on resource: "
                    + wish.roleArn()));
  }

  private AssumeOutcome assume(Attempt attempt) {
    return logged(attempt.wish().roleArn(), decide(attempt));
  }

  private static AssumeOutcome logged(String roleArn, AssumeOutcome outcome) {
    if (outcome instanceof AssumeOutcome.Refused refused) {
      LOG.log(System.Logger.Level.INFO, "{0} not assumed: {1}", roleArn, refused.reason());
    }
    return outcome;
  }

  private AssumeOutcome decide(Attempt attempt) {
    RoleRequest wish = attempt.wish();
    Role role = roles.get(wish.roleArn());
    for (String action : actions(attempt)) {
      if (role == null || !trusts(role, attempt, action)) {
        return new AssumeOutcome.Refused(
            ErrorCode.ACCESS_DENIED,
            attempt.notAuthorized().apply(action),
            role == null
                ? "no such role in the seed"
                : "its trust policy does not allow " + action);
      }
    }
    Optional<String> tooLong = tooLong(role, attempt);
    if (tooLong.isPresent()) {
      return refused(ErrorCode.VALIDATION, tooLong.get());
    }
    int packed = PackedSize.percent(wish.policies(), attempt.tags(), deflated);
    if (packed > 100) {
      return refused(ErrorCode.PACKED_POLICY_TOO_LARGE, tooLarge(wish.policies(), packed));
    }
    return granted(role, attempt, packed);
  }

  private static List<String> actions(Attempt attempt) {
    List<String> actions = new ArrayList<>(List.of(attempt.trust().action()));
    if (!attempt.tags().isEmpty()) {
      actions.add(TAG_SESSION);
    }
    if (attempt.sourceIdentity().isPresent()) {
      actions.add(SET_SOURCE_IDENTITY);
    }
    return actions;
  }

  private static boolean trusts(Role role, Attempt attempt, String action) {
    Set<String> restricted =
        action.equals(attempt.trust().action()) ? attempt.restrictedKeys() : Set.of();
    return role.trustPolicy().allows(attempt.trust().forAction(action), restricted);
  }

  private static Optional<String> tooLong(Role role, Attempt attempt) {
    Duration duration = attempt.wish().duration();
    if (attempt.chained() && duration.compareTo(CHAINED_MAX) > 0) {
      return Optional.of(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.");
    }
    return duration.compareTo(role.maxSessionDuration()) > 0
        ? Optional.of(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
        : Optional.empty();
  }

  private static String tooLarge(SessionPolicies policies, int packed) {
    return policies.isEmpty()
        ? "Packed size of session tags consumes " + packed + "% of allotted space."
        : "Packed policy consumes " + packed + "% of allotted space, please use smaller policy.";
  }

  private AssumeOutcome granted(Role role, Attempt attempt, int packed) {
    RoleSession session =
        new RoleSession(role.arn(), attempt.tags(), attempt.sourceIdentity(), attempt.chained());
    Caller caller = role.session(attempt.wish().sessionName(), attempt.identityId(), session);
    return new AssumeOutcome.Granted(
        keys.issue(caller, attempt.wish().duration()),
        packed == 0 ? OptionalInt.empty() : OptionalInt.of(packed));
  }

  /** Roles of another account must be restricted to pool and kind of login (developer guide). */
  private Set<String> restrictedKeys(WebIdentity identity, String roleArn) {
    Role role = roles.get(roleArn);
    boolean foreign =
        identity.cognitoIdentity().isPresent() && role != null && isForeign(role, identity);
    String prefix = identity.conditionPrefix();
    return foreign ? Set.of(prefix + ":aud", prefix + ":amr") : Set.of();
  }

  /** Whether a role is of another account than the pool whose token it is. */
  private boolean isForeign(Role role, WebIdentity identity) {
    return !accounts.apply(identity.audience()).equals(Optional.of(role.account()));
  }

  private boolean tokenTagsFit(Map<String, List<String>> tags) {
    return tags.size() <= MAX_TAGS
        && tags.entrySet().stream()
            .allMatch(
                tag ->
                    tagTextFits(tag.getKey(), MAX_TAG_KEY)
                        && tag.getValue().stream().allMatch(v -> tagTextFits(v, MAX_TAG_VALUE)));
  }

  private boolean tagTextFits(String text, int max) {
    return text.length() <= max && (!checkTagText || TAG_TEXT.matcher(text).matches());
  }

  private static AssumeOutcome denied(String action, String reason) {
    return new AssumeOutcome.Refused(
        ErrorCode.ACCESS_DENIED, "Not authorized to perform " + action, reason);
  }

  private static AssumeOutcome refused(ErrorCode code, String message) {
    return new AssumeOutcome.Refused(code, message, message);
  }
}
