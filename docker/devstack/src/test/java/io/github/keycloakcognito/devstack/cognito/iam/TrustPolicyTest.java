package io.github.keycloakcognito.devstack.cognito.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.iam.Condition.Operator;
import io.github.keycloakcognito.devstack.cognito.iam.Condition.Quantifier;
import io.github.keycloakcognito.devstack.cognito.iam.Statement.Effect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustPolicyTest {
  private static final String COGNITO = "cognito-identity.amazonaws.com";
  private static final String ASSUME = "sts:AssumeRoleWithWebIdentity";
  private static final TrustRequest REQUEST =
      new TrustRequest(
          TrustPrincipal.federated(COGNITO),
          ASSUME,
          Map.of(
              COGNITO + ":aud",
              List.of("pool"),
              COGNITO + ":amr",
              List.of("authenticated", "login.test"),
              "aws:RequestTag/Team",
              List.of("blue")));

  private static Principals federated(String... providers) {
    return new Principals(Set.of(providers), Set.of());
  }

  private static Statement statement(Effect effect, Condition... conditions) {
    return new Statement(effect, federated(COGNITO), List.of(ASSUME), List.of(conditions));
  }

  private static boolean allows(Statement... statements) {
    return new TrustPolicy(List.of(statements)).allows(REQUEST);
  }

  @Test
  void nothingIsAllowedByDefault() {
    assertThat(allows()).isFalse();
    assertThat(allows(statement(Effect.ALLOW))).isTrue();
  }

  @Test
  void denialWins() {
    assertThat(allows(statement(Effect.ALLOW), statement(Effect.DENY))).isFalse();
    assertThat(allows(statement(Effect.DENY), statement(Effect.ALLOW))).isFalse();
    Condition elsewhere = condition(Operator.STRING_EQUALS, Quantifier.NONE, "aud", "other");
    assertThat(allows(statement(Effect.DENY, elsewhere), statement(Effect.ALLOW))).isTrue();
  }

  @Test
  void thePrincipalMustBeNamed() {
    List<Condition> none = List.of();
    List<String> assume = List.of(ASSUME);
    assertThat(allows(new Statement(Effect.ALLOW, federated("other"), assume, none))).isFalse();
    assertThat(allows(new Statement(Effect.ALLOW, federated("other", COGNITO), assume, none)))
        .isTrue();
    assertThat(allows(new Statement(Effect.ALLOW, federated("*"), assume, none))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sts:AssumeRoleWithWebIdentity,true",
    "STS:assumerolewithwebidentity,true",
    "sts:*,true",
    "*,true",
    "sts:AssumeRole*,true",
    "sts:AssumeRole,false",
    "sts:TagSession,false"
  })
  void actionsMayHaveWildcards(String pattern, boolean allowed) {
    Statement statement =
        new Statement(Effect.ALLOW, federated(COGNITO), List.of(pattern), List.of());
    assertThat(allows(statement)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "STRING_EQUALS,NONE,aud,pool,true",
    "STRING_EQUALS,NONE,AUD,pool,true",
    "STRING_EQUALS,NONE,aud,Pool,false",
    "STRING_EQUALS,NONE,aud,other|pool,true",
    "STRING_EQUALS,NONE,aud,po*,false",
    "STRING_EQUALS,NONE,sub,pool,false",
    "STRING_LIKE,NONE,aud,po*,true",
    "STRING_LIKE,NONE,aud,p??l,true",
    "STRING_LIKE,NONE,aud,p?l,false",
    "STRING_NOT_EQUALS,NONE,aud,other,true",
    "STRING_NOT_EQUALS,NONE,aud,pool,false",
    "STRING_NOT_EQUALS,NONE,aud,other|pool,false",
    "STRING_NOT_EQUALS,NONE,sub,pool,true",
    "STRING_NOT_LIKE,NONE,aud,po*,false",
    "STRING_EQUALS,FOR_ANY_VALUE,amr,login.test,true",
    "STRING_LIKE,FOR_ANY_VALUE,amr,auth*,true",
    "STRING_LIKE,FOR_ANY_VALUE,amr,unauth*,false",
    "STRING_LIKE,FOR_ANY_VALUE,sub,*,false",
    "STRING_EQUALS,FOR_ALL_VALUES,amr,authenticated,false",
    "STRING_EQUALS,FOR_ALL_VALUES,amr,authenticated|login.test,true",
    "STRING_EQUALS,FOR_ALL_VALUES,sub,anything,true",
    "STRING_NOT_EQUALS,FOR_ANY_VALUE,amr,authenticated,true",
    "STRING_NOT_EQUALS,FOR_ALL_VALUES,amr,authenticated,false"
  })
  void conditionsAreEvaluated(
      Operator operator, Quantifier quantifier, String key, String values, boolean holds) {
    Condition condition = condition(operator, quantifier, key, values.split("\\|", -1));
    assertThat(allows(statement(Effect.ALLOW, condition))).isEqualTo(holds);
  }

  @Test
  void allConditionsMustHold() {
    Condition good = condition(Operator.STRING_EQUALS, Quantifier.NONE, "aud", "pool");
    Condition bad = condition(Operator.STRING_EQUALS, Quantifier.NONE, "aud", "other");
    assertThat(allows(statement(Effect.ALLOW, good, good))).isTrue();
    assertThat(allows(statement(Effect.ALLOW, good, bad))).isFalse();
  }

  @Test
  void requestTagsAreKeys() {
    List<PolicyValue> blue = List.of(new PolicyValue("blue", false));
    Condition tag =
        new Condition(Operator.STRING_EQUALS, Quantifier.NONE, false, "aws:RequestTag/team", blue);
    assertThat(allows(statement(Effect.ALLOW, tag))).isTrue();
  }

  private static Condition condition(
      Operator operator, Quantifier quantifier, String key, String... values) {
    return new Condition(
        operator,
        quantifier,
        false,
        COGNITO + ":" + key,
        List.of(values).stream().map(value -> new PolicyValue(value, false)).toList());
  }
}
