package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.Fake;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.Finding.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SavedPoolCheckTest {

  private static final CheckUser USER = new CheckUser("demo-id", "demo");

  private final Exchange parts = new Exchange();
  private final List<Object> deleted = new ArrayList<>();
  private Fake.Answer described = arguments -> pool("login.keycloak.demo");
  private Fake.Answer deletion = arguments -> deleted.add(arguments[1]) ? Map.of() : null;

  @AfterEach
  void end() {
    parts.close();
  }

  @Test
  void poolThatWorksIsOkAndKeepsNoIdentity() {
    assertThat(trial()).extracting(Finding::status).containsOnly(Status.OK);
    assertThat(deleted).containsExactly(List.of("eu-west-1:identity-of-keycloak-cognito-check"));
  }

  @Test
  void lookMakesNoIdentity() {
    assertThat(check(Binding.NONE).look("demo", Samples.POOL))
        .extracting(Finding::check)
        .containsExactly("pool");
    assertThat(parts.gateway.tokenCalls).isEmpty();
  }

  @Test
  void poolThatIsNotBoundIsNotAskedAbout() {
    described =
        arguments -> {
          throw new AssertionError("must not be asked");
        };
    Binding others = new Binding(Map.of("other", Set.of(Samples.POOL_ID)), Map.of());

    List<Finding> findings = check(others).trial(USER, Samples.POOL);

    assertThat(findings).extracting(Finding::check).containsExactly("binding");
    assertThat(findings.get(0).status()).isEqualTo(Status.ERROR);
    assertThat(findings.get(0).remedy()).contains("server option pools");
    assertThat(parts.gateway.tokenCalls).isEmpty();
  }

  @Test
  void wrongProviderIsAnErrorBeforeTokenIsAskedFor() {
    described = arguments -> pool("login.other");

    List<Finding> findings = trial();

    assertThat(findings).extracting(Finding::status).containsExactly(Status.ERROR);
    assertThat(findings.get(0).cause()).contains("login.other");
    assertThat(parts.gateway.tokenCalls).isEmpty();
  }

  @Test
  void missingPoolIsAnError() {
    described = failing(Kind.AWS_MISCONFIGURED, "ResourceNotFoundException: no such pool");

    assertThat(trial()).extracting(Finding::status).containsExactly(Status.ERROR);
  }

  @Test
  void withoutPermissionToDescribeTheTokenTells() {
    described = failing(Kind.AWS_DENIED, "AccessDeniedException: not authorized");

    assertThat(trial()).extracting(Finding::status).containsExactly(Status.SKIPPED, Status.OK);
    parts.gateway.tokens = FakeGateway.failing(Kind.AWS_DENIED);
    assertThat(trial()).extracting(Finding::status).containsExactly(Status.SKIPPED, Status.ERROR);
  }

  @Test
  void troubleThatMayPassIsWarnedOfAndEndsTheCheck() {
    for (Kind kind : List.of(Kind.TEMPORARILY_UNAVAILABLE, Kind.TIMEOUT, Kind.THROTTLED)) {
      described = failing(kind, "trouble");

      assertThat(trial()).extracting(Finding::status).containsExactly(Status.WARNING);
    }
    assertThat(parts.gateway.tokenCalls).isEmpty();
  }

  @Test
  void awsThatHangsIsWaitedForOneCallTimeOnly() {
    described =
        arguments -> {
          parts.hang();
          return null;
        };
    Limits hurried =
        new Limits(10, 50, Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMinutes(1));

    List<Finding> findings = check(hurried, Binding.NONE).trial(USER, Samples.POOL);

    assertThat(findings).extracting(Finding::status).containsExactly(Status.WARNING);
  }

  @Test
  void identityThatCannotBeDeletedMayStay() {
    deletion = failing(Kind.AWS_DENIED, "AccessDeniedException: not authorized");

    assertThat(trial()).extracting(Finding::status).containsOnly(Status.OK);
  }

  private List<Finding> trial() {
    return check(Binding.NONE).trial(USER, Samples.POOL);
  }

  private SavedPoolCheck check(Binding binding) {
    return check(
        new Limits(10, 50, Duration.ofSeconds(1), Exchange.PATIENT, Duration.ofMinutes(1)),
        binding);
  }

  private SavedPoolCheck check(Limits limits, Binding binding) {
    IdentityDirectory directory =
        Fake.of(
            IdentityDirectory.class,
            Map.of(
                "describePool", arguments -> described.to(arguments),
                "delete", arguments -> deletion.to(arguments)));
    return new SavedPoolCheck(
        parts.service(limits), directory, new AccessRules(binding, parts.clock));
  }

  private static Fake.Answer failing(Kind kind, String cause) {
    return arguments -> {
      throw new ExchangeException(new Failure(kind, "AWS said no.", cause, "mend it", null, null));
    };
  }

  private static PoolDescription pool(String provider) {
    return new PoolDescription("demo pool", provider, Set.of(), false, true);
  }
}
