package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link AccessRules} about roles. */
class RoleRulesTest {

  private static final List<AwsRole> HELD =
      List.of(Roles.READER, Roles.ADMIN, Roles.ofPool(Roles.role("viewer", "arn"), "reports"));

  private final AccessRules rules = rules(Binding.NONE);

  @Test
  void givesHeldRoleByName() {
    assertThat(rules.role(Samples.ALICE, Samples.POOL, HELD, "data-admin")).isEqualTo(Roles.ADMIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "DATA-READER", "DataReader", "viewer", "data-reader "})
  void refusesRoleThatIsNotHeldOrOfAnotherPool(String name) {
    Failure failure = refused(rules, HELD, name);

    assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(failure.description())
        .isEqualTo("The role is not granted, or not for this identity pool.");
  }

  @Test
  void refusesEveryRoleOfWhoHoldsNone() {
    assertThat(refused(rules, List.of(), "data-reader").kind()).isEqualTo(Kind.ACCESS_DENIED);
  }

  @Test
  void refusesArnEvenOfHeldRole() {
    Failure failure = refused(rules, HELD, Roles.READER.arn());

    assertThat(failure.kind()).isEqualTo(Kind.INVALID_REQUEST);
    assertThat(failure.description()).contains("name, not its ARN").doesNotContain("123456789012");
  }

  @Test
  void listsRolesOfThePoolByName() {
    assertThat(AccessRules.takeable(Samples.POOL, HELD)).containsExactly(Roles.ADMIN, Roles.READER);
  }

  /** A realm role a.b and role b of client a have one name: the same one is taken each time. */
  @Test
  void ordersNamesakesByArn() {
    AwsRole first = Roles.role("a.b", "arn:aws:iam::123456789012:role/A");
    AwsRole second = Roles.role("a.b", "arn:aws:iam::123456789012:role/B");

    assertThat(rules.role(Samples.ALICE, Samples.POOL, List.of(second, first), "a.b"))
        .isEqualTo(first);
  }

  @Test
  void refusesRoleThatOperatorHasNotBoundToTheRealm() {
    AccessRules bound = bound("demo", "arn:aws:iam::123456789012:role/DataR.*");

    Failure failure = refused(bound, HELD, "data-admin");

    assertThat(bound.role(Samples.ALICE, Samples.POOL, HELD, "data-reader"))
        .isEqualTo(Roles.READER);
    assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(failure.description()).doesNotContain("arn:", "demo");
    assertThat(failure.cause()).contains(Roles.ADMIN.arn(), "realm demo");
    assertThat(failure.remedy()).contains("demo=" + Roles.ADMIN.arn(), "server option roles");
  }

  @Test
  void refusesRoleThatIsBoundToAnotherRealm() {
    assertThat(bound("other", ".*").roleBoundTo("demo", Roles.READER)).isPresent();
    assertThat(bound("other", ".*").roleBoundTo("other", Roles.READER)).isEmpty();
  }

  @Test
  void refusesEveryRoleOnceAPoolIsBound() {
    AccessRules poolBound = rules(new Binding(Map.of("demo", Set.of(Samples.POOL_ID)), Map.of()));

    assertThat(refused(poolBound, HELD, "data-reader").remedy()).contains("roles");
  }

  @Test
  void refusesRoleThatAsksForAnotherSignIn() {
    SignInRequirement silver = new SignInRequirement("silver", Duration.ofMinutes(5));
    AwsRole asking = Roles.asking(Roles.READER, silver);

    Failure failure = refused(rules, List.of(asking), "data-reader");

    assertThat(failure.kind()).isEqualTo(Kind.INSUFFICIENT_USER_AUTHENTICATION);
    assertThat(failure.required()).isEqualTo(silver);
    assertThat(rules.roleRefusal(Samples.ALICE, asking)).contains(failure);
    assertThat(rules.roleRefusal(Samples.ALICE, Roles.READER)).isEmpty();
  }

  @Test
  void refusesPoolThatAsksForAnotherSignIn() {
    IdentityPool asking =
        new IdentityPool(
            "default",
            Samples.POOL_ID,
            "login.keycloak.demo",
            Duration.ofMinutes(15),
            Set.of("demo-app"),
            false,
            "cognito",
            true,
            new SignInRequirement("silver", null),
            List.of(),
            Map.of(),
            UserRemoval.DELETE_IDENTITY,
            WarmUp.OFF,
            IdentityPool.DEFAULT_ACCOUNT_CLIENT,
            null);

    assertThat(rules.refusal(Samples.ALICE, asking))
        .hasValueSatisfying(
            failure -> assertThat(failure.kind()).isEqualTo(Kind.INSUFFICIENT_USER_AUTHENTICATION));
  }

  private static Failure refused(AccessRules rules, List<AwsRole> held, String name) {
    ExchangeException thrown =
        catchThrowableOfType(
            ExchangeException.class, () -> rules.role(Samples.ALICE, Samples.POOL, held, name));
    assertThat(thrown).as("a refusal").isNotNull();
    return thrown.failure();
  }

  private static AccessRules bound(String realm, String pattern) {
    return rules(new Binding(Map.of(), Map.of(realm, List.of(Pattern.compile(pattern)))));
  }

  private static AccessRules rules(Binding binding) {
    return new AccessRules(binding, InstantSource.fixed(Samples.NOW));
  }
}
