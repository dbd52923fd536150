package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.Outcome.Failed;
import io.github.keycloakcognito.exchange.Outcome.Issued;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tries a pool at AWS, from Keycloak's credentials to each role. It exchanges as {@link CheckUser},
 * so that no real user gets an identity by it, and deletes that user's identity afterwards.
 */
public final class PoolCheck {

  private static final int MOST_CALL_TIMES = 4;

  private final ExchangeService exchange;
  private final AwsPorts aws;
  private final AccessRules rules;
  private final Limits limits;

  public PoolCheck(ExchangeService exchange, AwsPorts aws, AccessRules rules, Limits limits) {
    this.exchange = exchange;
    this.aws = aws;
    this.rules = rules;
    this.limits = limits;
  }

  /**
   * What was found, in the order in which an exchange meets it. Blocks for about four times the
   * call time-out at most; what is not reached by then is skipped.
   *
   * @param roles those of the realm, whatever their pool
   */
  public List<Finding> run(CheckUser user, IdentityPool pool, List<AwsRole> roles) {
    Optional<Failure> unbound = rules.boundTo(user.realmName(), pool);
    if (unbound.isPresent()) {
      return List.of(
          Finding.of("binding", unbound.get()),
          Finding.skipped("aws", "AWS is not asked about a pool that is not bound", null));
    }
    return new Run(user, pool, roles).findings();
  }

  /** One check. */
  private final class Run {

    private final CheckUser user;
    private final IdentityPool pool;
    private final List<AwsRole> roles;
    private final List<Finding> findings = new ArrayList<>();
    private final Deadline deadline =
        Deadline.in(limits.callTimeout().multipliedBy(MOST_CALL_TIMES));

    Run(CheckUser user, IdentityPool pool, List<AwsRole> roles) {
      this.user = user;
      this.pool = pool;
      this.roles = roles;
    }

    List<Finding> findings() {
      findings.add(Finding.ok("binding", null));
      look(
          "credentials",
          null,
          time -> aws.account().arn(pool, time),
          arn -> Finding.ok("credentials", arn));
      look(
          "pool",
          "cognito-identity:DescribeIdentityPool",
          time -> aws.directory().describePool(pool, time),
          described -> Finding.of(pool, described));
      look(
          "authenticated-role",
          "cognito-identity:GetIdentityPoolRoles",
          time -> aws.directory().roles(pool, time),
          Run::authenticatedRole);
      findings.add(quota());
      exchange();
      return List.copyOf(findings);
    }

    /**
     * @param action the IAM action the question needs; null for none
     */
    private <T> void look(
        String check,
        String action,
        Function<Duration, T> question,
        Function<T, Finding> judgement) {
      if (overTime(check)) {
        return;
      }
      Outcome<T> outcome = exchange.ask(question);
      findings.add(
          outcome instanceof Issued<T> answered
              ? judgement.apply(answered.value())
              : Finding.ofOptional(check, ((Failed<T>) outcome).failure(), action));
    }

    private static Finding authenticatedRole(PoolRoles given) {
      if (given.authenticated() == null) {
        return Finding.warning(
            "authenticated-role",
            "the pool has no authenticated role",
            "give it one at AWS, or ask for a role with each request for credentials");
      }
      return given.mapped()
          ? Finding.warning(
              "authenticated-role",
              given.authenticated() + ", and rules that choose other roles",
              "take the role mappings off the pool: RoleArn in answers does not follow them")
          : Finding.ok("authenticated-role", given.authenticated());
    }

    private Finding quota() {
      double pace = exchange.pace(pool);
      String seen =
          Math.round(pace) + " of " + Math.round(limits.callsPerSecond()) + " calls a second";
      return pace < limits.callsPerSecond() * 0.9
          ? Finding.warning(
              "quota",
              seen + " since AWS throttled",
              "ask AWS for a higher quota of GetOpenIdTokenForDeveloperIdentity, or give other"
                  + " users of the account less of it")
          : Finding.ok("quota", seen);
    }

    private void exchange() {
      if (overTime("token")) {
        return;
      }
      ExchangeRequest request = user.request(pool);
      Outcome<OpenIdToken> outcome = exchange.freshToken(request);
      if (!(outcome instanceof Issued<OpenIdToken> issued)) {
        findings.add(Finding.of("token", ((Failed<OpenIdToken>) outcome).failure()));
        findings.add(Finding.skipped("roles", "there is no token to try them with", null));
        return;
      }
      OpenIdToken token = issued.value();
      findings.add(Finding.ok("token", "identity " + token.identityId() + " for " + CheckUser.ID));
      try {
        RoleTrial trial = new RoleTrial(exchange, aws.gateway(), request, token);
        if (!overTime("authenticated-role-trust")) {
          findings.add(trial.authenticated());
        }
        AccessRules.takeable(pool, roles).forEach(role -> take(trial, role));
      } finally {
        findings.add(cleanUp(token.identityId()));
      }
    }

    private void take(RoleTrial trial, AwsRole role) {
      String check = "role:" + role.name();
      Optional<Failure> unbound = rules.roleBoundTo(user.realmName(), role);
      if (unbound.isPresent()) {
        findings.add(Finding.of(check, unbound.get()));
      } else if (!overTime(check)) {
        findings.add(trial.take(check, role));
      }
    }

    /** Runs even when the time is over: it is one call, and what is made here is taken away. */
    private Finding cleanUp(String identityId) {
      String left = "identity " + identityId + " of " + CheckUser.ID + " stays";
      Outcome<Map<String, String>> outcome =
          exchange.ask(time -> aws.directory().delete(pool, List.of(identityId), time));
      if (outcome instanceof Issued<Map<String, String>> answered) {
        return answered.value().isEmpty()
            ? Finding.ok("clean-up", "identity " + identityId + " deleted")
            : Finding.warning("clean-up", left + ": " + answered.value(), "delete it at AWS");
      }
      Failure failure = ((Failed<Map<String, String>>) outcome).failure();
      return Finding.ofOptional("clean-up", failure, "cognito-identity:DeleteIdentities; " + left);
    }

    private boolean overTime(String check) {
      boolean over = deadline.remaining().isZero();
      if (over) {
        findings.add(
            Finding.skipped(check, "the check ran out of time", "check again when AWS is faster"));
      }
      return over;
    }
  }
}
