package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

  private static final IdentityPool NO_SERVICE_ACCOUNTS = Samples.pool(Samples.POOL_ID, false);

  private final AccessRules rules = new AccessRules(Binding.NONE, InstantSource.fixed(Samples.NOW));

  @Test
  void allowsAllowedClientWithScope() {
    assertThat(rules.refusal(Samples.ALICE, NO_SERVICE_ACCOUNTS)).isEmpty();
  }

  @Test
  void refusesClientThatPoolDoesNotName() {
    Caller caller = Samples.caller("demo", "alice", "other-app");

    Failure refusal = rules.refusal(caller, Samples.POOL).orElseThrow();

    assertThat(refusal.kind()).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(refusal.description()).contains("client");
  }

  @Test
  void refusesEveryClientUntilOneIsNamed() {
    IdentityPool nobody =
        new IdentityPool(
            "default",
            Samples.POOL_ID,
            "login.keycloak.demo",
            Samples.POOL.tokenDuration(),
            Set.of(),
            true,
            "cognito",
            true);

    assertThat(rules.refusal(Samples.ALICE, nobody))
        .hasValueSatisfying(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.ACCESS_DENIED));
  }

  @Test
  void refusesTokenWithoutScope() {
    Failure refusal =
        rules.refusal(with(Set.of("openid", "cognito2"), false, false), Samples.POOL).orElseThrow();

    assertThat(refusal.kind()).isEqualTo(Kind.INSUFFICIENT_SCOPE);
    assertThat(refusal.description()).contains("scope cognito.");
  }

  @Test
  void refusesServiceAccountUnlessPoolAllowsIt() {
    Caller robot = with(Set.of("cognito"), true, false);

    assertThat(rules.refusal(robot, NO_SERVICE_ACCOUNTS))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Kind.ACCESS_DENIED);
              assertThat(refusal.description()).contains("Service accounts");
            });
    assertThat(rules.refusal(robot, Samples.POOL)).isEmpty();
  }

  @Test
  void refusesUserWithPendingRequiredAction() {
    Failure refusal =
        rules.refusal(with(Set.of("cognito"), false, true), Samples.POOL).orElseThrow();

    assertThat(refusal.kind()).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(refusal.description()).contains("required action");
  }

  @Test
  void refusesPoolThatOperatorBoundToAnotherRealm() {
    AccessRules bound =
        new AccessRules(
            new Binding(Map.of("other", Set.of(Samples.POOL.identityPoolId())), Map.of()),
            InstantSource.fixed(Samples.NOW));

    Failure refusal = bound.refusal(Samples.ALICE, Samples.POOL).orElseThrow();

    assertThat(refusal.kind()).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(refusal.description()).doesNotContain(Samples.POOL_ID, "demo");
    assertThat(refusal.cause()).contains(Samples.POOL_ID, "demo");
    assertThat(refusal.remedy()).contains("demo=" + Samples.POOL_ID);
    assertThat(refusal.retryAfter()).isNull();
    assertThat(bound.boundTo("demo", Samples.POOL)).contains(refusal);
    assertThat(bound.boundTo("other", Samples.POOL)).isEmpty();
  }

  private static Caller with(Set<String> scopes, boolean serviceAccount, boolean actionRequired) {
    return new Caller(
        "demo-id",
        "demo",
        "alice",
        "demo-app",
        "session",
        scopes,
        serviceAccount,
        actionRequired,
        "alice",
        Samples.ALICE.signIn());
  }
}
