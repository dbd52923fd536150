package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.Finding.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolCheckTest {

  private static final CheckUser USER = new CheckUser("demo-id", "demo");
  private static final Limits LIMITS =
      new Limits(10, 50, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));
  private static final AwsRole READER = role("reader", "123456789012", null);
  private static final String ARN = "arn:aws:iam::123456789012:user/keycloak";

  private final Exchange parts = new Exchange();
  private final FakeDirectory directory = new FakeDirectory();
  private OperatorAccount account = (pool, time) -> ARN;

  @AfterEach
  void end() {
    parts.close();
  }

  @Test
  void poolThatIsSetUpWellIsOk() {
    List<Finding> findings = check(READER);

    assertThat(findings).allMatch(finding -> finding.status() == Status.OK);
    assertThat(findings)
        .extracting(Finding::check)
        .containsExactly(
            "binding",
            "credentials",
            "pool",
            "authenticated-role",
            "quota",
            "token",
            "authenticated-role-trust",
            "role:reader",
            "clean-up");
    assertThat(finding(findings, "credentials").cause()).isEqualTo(ARN);
  }

  @Test
  void noRealUserGetsAnIdentity() {
    check(READER);

    assertThat(parts.gateway.tokenCalls)
        .hasSize(1)
        .allSatisfy(
            request -> {
              assertThat(request.caller().userId()).isEqualTo("keycloak-cognito-check");
              assertThat(request.tokenDuration()).isEqualTo(Duration.ofMinutes(1));
            });
    assertThat(directory.deleted).containsExactly("eu-west-1:identity-of-keycloak-cognito-check");
  }

  @Test
  void tokenIsAskedForEachTime() {
    check();
    check();

    assertThat(parts.gateway.tokenCalls).hasSize(2);
  }

  @Test
  void poolThatIsNotBoundIsNotAskedAbout() {
    account = (pool, time) -> fail(Kind.AWS_DENIED, "must not be asked");

    List<Finding> findings = check(bound(Map.of("other", Set.of(Samples.POOL_ID))), READER);

    assertThat(findings).extracting(Finding::check).containsExactly("binding", "aws");
    assertThat(findings).extracting(Finding::status).containsExactly(Status.ERROR, Status.SKIPPED);
    assertThat(findings.get(0).remedy()).contains("pools");
    assertThat(parts.gateway.tokenCalls).isEmpty();
  }

  @Test
  void roleThatIsNotBoundIsNotTaken() {
    List<Finding> findings = check(bound(Map.of("demo", Set.of(Samples.POOL_ID))), READER);

    assertThat(finding(findings, "role:reader").status()).isEqualTo(Status.ERROR);
    assertThat(finding(findings, "role:reader").remedy()).contains("roles");
    assertThat(parts.gateway.assumeRoleCalls).isEmpty();
  }

  @Test
  void roleOfAnotherPoolIsLeftOut() {
    List<Finding> findings = check(role("reports", "210987654321", "reports"));

    assertThat(findings).extracting(Finding::check).doesNotContain("role:reports");
  }

  @Test
  void missingPermissionIsSkippedWithItsAction() {
    directory.refusal = failure(Kind.AWS_DENIED, "AccessDeniedException: not authorized");

    List<Finding> findings = check(READER);

    assertThat(finding(findings, "pool").remedy())
        .endsWith("cognito-identity:DescribeIdentityPool");
    assertThat(finding(findings, "authenticated-role").remedy())
        .endsWith("cognito-identity:GetIdentityPoolRoles");
    assertThat(finding(findings, "clean-up").remedy())
        .contains("cognito-identity:DeleteIdentities", "keycloak-cognito-check stays");
    assertThat(List.of("pool", "authenticated-role", "clean-up"))
        .allMatch(check -> finding(findings, check).status() == Status.SKIPPED);
    assertThat(finding(findings, "role:reader").status()).isEqualTo(Status.OK);
  }

  @Test
  void identityThatStaysIsWarnedOf() {
    directory.left.put("eu-west-1:identity", "InternalServerError");

    Finding cleanUp = finding(check(), "clean-up");

    assertThat(cleanUp.status()).isEqualTo(Status.WARNING);
    assertThat(cleanUp.cause()).contains("InternalServerError");
  }

  @Test
  void credentialsThatAreNotKeycloaksAreAnError() {
    account = (pool, time) -> fail(Kind.AWS_DENIED, "AccessDenied: sts:AssumeRole");

    assertThat(finding(check(), "credentials").status()).isEqualTo(Status.ERROR);
  }

  @Test
  void whatMayPassIsWarnedOf() {
    account = (pool, time) -> fail(Kind.TIMEOUT, "slow");

    Finding credentials = finding(check(), "credentials");

    assertThat(credentials.status()).isEqualTo(Status.WARNING);
    assertThat(credentials.cause()).isEqualTo("slow");
  }

  @Test
  void providerNameHasToMatch() {
    directory.pool = pool("login.other");
    assertThat(finding(check(), "pool").status()).isEqualTo(Status.ERROR);
    assertThat(finding(check(), "pool").cause()).contains("login.other");

    directory.pool = pool(null);
    assertThat(finding(check(), "pool").remedy()).contains("login.keycloak.demo");
  }

  @Test
  void poolWithoutOrWithMappedRolesIsWarnedOf() {
    directory.roles = new PoolRoles(null, null, false);
    assertThat(finding(check(), "authenticated-role").status()).isEqualTo(Status.WARNING);

    directory.roles = new PoolRoles("arn", null, true);
    assertThat(finding(check(), "authenticated-role").cause()).contains("rules");
  }

  @Test
  void withoutTokenRolesAreSkipped() {
    parts.gateway.tokens = FakeGateway.failing(Kind.AWS_DENIED);

    List<Finding> findings = check(READER);

    assertThat(finding(findings, "token").status()).isEqualTo(Status.ERROR);
    assertThat(finding(findings, "roles").status()).isEqualTo(Status.SKIPPED);
    assertThat(parts.gateway.assumeRoleCalls).isEmpty();
    assertThat(directory.deleted).isEmpty();
  }

  @Test
  void throttledNodeIsWarnedOf() {
    parts.gateway.tokens = FakeGateway.failing(Kind.THROTTLED);
    PoolCheck check = new PoolCheck(exchange(), ports(), rules(Binding.NONE), LIMITS);
    check.run(USER, Samples.POOL, List.of());

    Finding quota = finding(check.run(USER, Samples.POOL, List.of()), "quota");

    assertThat(quota.status()).isEqualTo(Status.WARNING);
    assertThat(quota.cause()).matches("[12]\\d of 50.*");
  }

  @Test
  void roleThatRefusesIsAnError() {
    parts.gateway.assumedRoles = FakeGateway.failing(Kind.AWS_DENIED);

    Finding role = finding(check(READER), "role:reader");

    assertThat(role.status()).isEqualTo(Status.ERROR);
    assertThat(role.cause()).isEqualTo("SomeException: no");
    assertThat(parts.gateway.tokenCalls).hasSize(1);
  }

  @Test
  void roleThatRefusesTagsIsToldApart() {
    parts.gateway.tokens =
        request -> Samples.token(request.tags().values().isEmpty() ? "plain" : "tagged");
    parts.gateway.credentials =
        token -> {
          if (token.token().contains("tagged")) {
            fail(Kind.AWS_DENIED, "AccessDenied: sts:TagSession");
          }
          return Samples.credentials("any");
        };

    List<Finding> findings = run(tagged(), Binding.NONE, READER);

    Finding trust = finding(findings, "authenticated-role-trust");
    assertThat(trust.status()).isEqualTo(Status.ERROR);
    assertThat(trust.remedy()).contains("sts:TagSession");
    assertThat(finding(findings, "role:reader").status()).isEqualTo(Status.OK);
    assertThat(parts.gateway.assumeRoleCalls.get(0).tags().values()).containsKey("team");
  }

  @Test
  void roleThatRefusesAnywayIsNotAboutTags() {
    parts.gateway.credentials = FakeGateway.failing(Kind.AWS_DENIED);

    Finding trust = finding(run(tagged(), Binding.NONE), "authenticated-role-trust");

    assertThat(trust.cause()).isEqualTo("SomeException: no");
    assertThat(parts.gateway.tokenCalls).hasSize(2);
  }

  @Test
  void checkThatTakesTooLongSkipsTheRest() {
    Limits hurried =
        new Limits(10, 50, Duration.ofSeconds(1), Duration.ofNanos(1), Duration.ofMinutes(1));

    List<Finding> findings =
        new PoolCheck(exchange(), ports(), rules(Binding.NONE), hurried)
            .run(USER, Samples.POOL, List.of(READER));

    assertThat(finding(findings, "credentials").status()).isEqualTo(Status.SKIPPED);
    assertThat(finding(findings, "token").remedy()).contains("check again");
    assertThat(parts.gateway.tokenCalls).isEmpty();
  }

  private List<Finding> check(AwsRole... roles) {
    return run(Samples.POOL, Binding.NONE, roles);
  }

  private List<Finding> check(Binding binding, AwsRole... roles) {
    return run(Samples.POOL, binding, roles);
  }

  private List<Finding> run(IdentityPool pool, Binding binding, AwsRole... roles) {
    return new PoolCheck(exchange(), ports(), rules(binding), LIMITS)
        .run(USER, pool, List.of(roles));
  }

  private ExchangeService exchange() {
    return parts.service(LIMITS);
  }

  private AwsPorts ports() {
    return new AwsPorts(parts.gateway, directory, (pool, time) -> account.arn(pool, time));
  }

  private AccessRules rules(Binding binding) {
    return new AccessRules(binding, parts.clock);
  }

  private static Finding finding(List<Finding> findings, String check) {
    return findings.stream().filter(f -> f.check().equals(check)).findFirst().orElseThrow();
  }

  private static Binding bound(Map<String, Set<String>> pools) {
    return new Binding(pools, Map.of("demo", List.of(Pattern.compile("arn:none"))));
  }

  private static IdentityPool tagged() {
    return new IdentityPool(
        "default",
        Samples.POOL_ID,
        "login.keycloak.demo",
        Duration.ofSeconds(30),
        Set.of(),
        false,
        "cognito",
        true,
        SignInRequirement.NONE,
        List.of(new TagRule("team", "attribute.team")),
        Map.of(),
        UserRemoval.DELETE_IDENTITY,
        WarmUp.OFF,
        IdentityPool.DEFAULT_ACCOUNT_CLIENT,
        null);
  }

  private static AwsRole role(String name, String account, String pool) {
    return new AwsRole(
        name,
        name,
        "arn:aws:iam::" + account + ":role/" + name,
        Duration.ofHours(1),
        pool,
        SignInRequirement.NONE);
  }

  private static PoolDescription pool(String provider) {
    return new PoolDescription("demo pool", provider, Set.of(), false, true);
  }

  private static Failure failure(Kind kind, String cause) {
    return new Failure(kind, "AWS said no.", cause, "mend it", null, null);
  }

  private static String fail(Kind kind, String cause) {
    throw new ExchangeException(failure(kind, cause));
  }

  /** Answers as a test wants. */
  private static final class FakeDirectory implements IdentityDirectory {

    final List<String> deleted = new ArrayList<>();
    final Map<String, String> left = new HashMap<>();
    Failure refusal;
    PoolDescription pool = pool("login.keycloak.demo");
    PoolRoles roles = new PoolRoles("arn:aws:iam::123456789012:role/Demo", null, false);

    private void refuse() {
      if (refusal != null) {
        throw new ExchangeException(refusal);
      }
    }

    @Override
    public IdentityPage list(IdentityPool pool, String nextToken, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> identityOf(IdentityPool pool, String user, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String identityOfLogin(IdentityPool pool, Login login, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DeveloperUsers usersOf(IdentityPool pool, String identityId, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<IdentityDescription> describe(
        IdentityPool pool, String identityId, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String merge(IdentityPool pool, String source, String destination, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void unlinkUser(IdentityPool pool, String identityId, String user, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void unlinkLogin(
        IdentityPool pool, String identityId, String provider, String token, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> delete(
        IdentityPool pool, List<String> identityIds, Duration timeout) {
      refuse();
      deleted.addAll(identityIds);
      return left;
    }

    @Override
    public PoolDescription describePool(IdentityPool asked, Duration timeout) {
      refuse();
      return pool;
    }

    @Override
    public PoolRoles roles(IdentityPool asked, Duration timeout) {
      refuse();
      return roles;
    }
  }
}
