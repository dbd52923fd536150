package io.github.keycloakcognito.devstack.cognito.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.iam.Condition.Operator;
import io.github.keycloakcognito.devstack.cognito.iam.Condition.Quantifier;
import io.github.keycloakcognito.devstack.cognito.iam.Statement.Effect;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AssumeRole needs of the policy language; TrustPolicyTest has what tokens need. */
class PolicyLanguageTest {
  private static final String ACTION = "sts:AssumeRole";
  private static final Caller USER =
      new Caller(
          "arn:aws:iam::111111111111:user/team/alice",
          "AIDAALICE",
          "111111111111",
          Optional.empty(),
          Set.of(),
          Optional.empty());
  private static final Caller SESSION =
      new Caller(
          "arn:aws:sts::111111111111:assumed-role/Deploy/job",
          "AROADEPLOY:job",
          "111111111111",
          Optional.empty(),
          Set.of(),
          Optional.of(
              new RoleSession(
                  "arn:aws:iam::111111111111:role/path/Deploy",
                  SessionTags.NONE,
                  Optional.empty(),
                  false)));
  private static final Map<String, List<String>> CONTEXT =
      Map.of(
          "sts:RoleSessionName", List.of("alice"),
          "sts:ExternalId", List.of("a*b"),
          "aws:username", List.of("alice"),
          "aws:PrincipalArn", List.of("arn:aws:iam::111111111111:user/team/alice"),
          "aws:TagKeys", List.of("team", "project"),
          "aws:SecureTransport", List.of("true"),
          "sts:TransitiveTagKeys", List.of());

  private static boolean allows(TrustPrincipal who, Principals principals) {
    return new TrustPolicy(
            List.of(new Statement(Effect.ALLOW, principals, List.of(ACTION), List.of())))
        .allows(new TrustRequest(who, ACTION, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "*,true,true,true",
    "111111111111,true,true,false",
    "arn:aws:iam::111111111111:root,true,true,false",
    "arn:aws:iam::222222222222:root,false,false,false",
    "arn:aws:iam::111111111111:user/team/alice,true,false,false",
    "arn:aws:iam::111111111111:user/alice,false,false,false",
    "arn:aws:iam::111111111111:role/path/Deploy,false,true,false",
    "arn:aws:iam::111111111111:role/Deploy,false,false,false",
    "arn:aws:sts::111111111111:assumed-role/Deploy/job,false,true,false",
    "arn:aws:sts::111111111111:assumed-role/Deploy/other,false,false,false",
  })
  void principalsOfAws(String named, boolean user, boolean session, boolean federated) {
    Principals principals = new Principals(Set.of(), Set.of(named));
    assertThat(allows(TrustPrincipal.of(USER), principals)).isEqualTo(user);
    assertThat(allows(TrustPrincipal.of(SESSION), principals)).isEqualTo(session);
    assertThat(allows(TrustPrincipal.federated("cognito-identity.amazonaws.com"), principals))
        .isEqualTo(federated);
  }

  @Test
  void everyProviderIsNotEveryone() {
    Principals providers = new Principals(Set.of("*"), Set.of());
    assertThat(allows(TrustPrincipal.of(USER), providers)).isFalse();
    assertThat(allows(TrustPrincipal.federated("any"), providers)).isTrue();
  }

  @Test
  void servicesNeverAsk() {
    Principals service = new Principals(Set.of(), Set.of());
    assertThat(allows(TrustPrincipal.of(USER), service)).isFalse();
    assertThat(allows(TrustPrincipal.federated("any"), service)).isFalse();
  }

  private static boolean holds(
      String operator, String key, boolean ifExists, boolean variables, String values) {
    Quantifier quantifier = Quantifier.NONE;
    String name = operator;
    for (Quantifier candidate : Quantifier.values()) {
      if (!candidate.prefix().isEmpty() && operator.startsWith(candidate.prefix())) {
        quantifier = candidate;
        name = operator.substring(candidate.prefix().length());
      }
    }
    String plain = name;
    Operator found =
        Arrays.stream(Operator.values())
            .filter(o -> o.iamName().equals(plain))
            .findAny()
            .orElseThrow();
    Condition condition =
        new Condition(
            found,
            quantifier,
            ifExists,
            key,
            Arrays.stream(values.split("\\|", -1))
                .map(v -> new PolicyValue(v, variables))
                .toList());
    return condition.holds(new TrustRequest(TrustPrincipal.of(USER), ACTION, CONTEXT));
  }

  @ParameterizedTest
  @CsvSource({
    "StringEqualsIgnoreCase,sts:RoleSessionName,ALICE,true",
    "StringEqualsIgnoreCase,sts:RoleSessionName,ali*,false",
    "StringNotEqualsIgnoreCase,sts:RoleSessionName,ALICE,false",
    "StringNotEqualsIgnoreCase,sts:RoleSessionName,BOB,true",
    "StringNotEqualsIgnoreCase,sts:SourceIdentity,BOB,true",
    "StringEquals,sts:ExternalId,a*b,true",
    "StringLike,sts:ExternalId,a?b,true",
    "ArnLike,aws:PrincipalArn,arn:aws:iam::*:user/*,true",
    "ArnEquals,aws:PrincipalArn,arn:*:iam::111111111111:user/team/alice,true",
    "ArnLike,aws:PrincipalArn,arn:aws:iam::*,false",
    "ArnLike,aws:PrincipalArn,arn:aws:iam::111111111111:*,true",
    "ArnLike,aws:PrincipalArn,*,false",
    "ArnLike,sts:SourceIdentity,arn:*:*:*:*:*,false",
    "ArnNotLike,aws:PrincipalArn,arn:aws:iam::*:user/*,false",
    "ArnNotEquals,aws:PrincipalArn,arn:aws:iam::*:role/*,true",
    "Bool,aws:SecureTransport,TRUE,true",
    "Bool,aws:SecureTransport,false,false",
    "Bool,aws:MultiFactorAuthPresent,false,false",
    "Null,sts:ExternalId,false,true",
    "Null,sts:ExternalId,true,false",
    "Null,sts:SourceIdentity,true,true",
    "Null,sts:TransitiveTagKeys,true,true",
    "Null,sts:SourceIdentity,false,false",
    "ForAllValues:StringLike,aws:TagKeys,team|p*,true",
    "ForAllValues:StringLike,aws:TagKeys,team,false",
    "ForAllValues:StringEquals,sts:TransitiveTagKeys,team,true",
    "ForAnyValue:StringEquals,sts:TransitiveTagKeys,team,false",
    "ForAllValues:StringNotEquals,aws:TagKeys,cost,true",
    "ForAllValues:StringEqualsIgnoreCase,aws:TagKeys,TEAM|PROJECT,true",
  })
  void operators(String operator, String key, String values, boolean holds) {
    assertThat(holds(operator, key, false, false, values)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals,sts:RoleSessionName,alice,true",
    "StringEquals,sts:RoleSessionName,bob,false",
    "StringEquals,sts:SourceIdentity,bob,true",
    "StringNotEquals,sts:RoleSessionName,alice,false",
    "StringNotEquals,sts:SourceIdentity,bob,true",
    "ForAnyValue:StringEquals,sts:TransitiveTagKeys,team,true",
    "ForAnyValue:StringEquals,aws:TagKeys,cost,false",
    "Bool,aws:MultiFactorAuthPresent,true,true",
    "Bool,aws:SecureTransport,false,false",
    "ArnLike,sts:SourceIdentity,arn:aws:iam::*:user/*,true",
  })
  void ifExists(String operator, String key, String values, boolean holds) {
    assertThat(holds(operator, key, true, false, values)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "StringEquals,sts:RoleSessionName,${aws:username},true",
        "StringEquals,sts:RoleSessionName,${AWS:UserName},true",
        "StringLike,sts:RoleSessionName,${aws:username}*,true",
        "StringLike,sts:RoleSessionName,x-${aws:username},false",
        "StringEquals,sts:ExternalId,${sts:ExternalId},true",
        "StringLike,aws:username,${sts:ExternalId},false",
        "StringLike,sts:ExternalId,a${*}b,true",
        "StringLike,aws:username,al${*}ce,false",
        "StringEquals,sts:RoleSessionName,${aws:PrincipalTag/team},false",
        "StringNotEquals,sts:RoleSessionName,${aws:PrincipalTag/team},true",
        "`StringEquals`,sts:RoleSessionName,`${aws:PrincipalTag/name, 'alice'}`,true",
        "`StringEquals`,sts:RoleSessionName,`${aws:username, 'bob'}`,true",
        "ForAnyValue:StringEquals,aws:TagKeys,${aws:TagKeys},false",
        "StringEqualsIgnoreCase,sts:RoleSessionName,A${sts:none}|${aws:username},true",
        "ArnLike,aws:PrincipalArn,arn:aws:iam::*:user/*/${aws:username},true",
        "StringEquals,sts:ExternalId,a${?}b,false",
        "StringEquals,sts:RoleSessionName,alice${,false",
      })
  void variables(String operator, String key, String values, boolean holds) {
    assertThat(holds(operator, key, false, true, values)).isEqualTo(holds);
  }

  @Test
  void variablesAreTextInOlderPolicies() {
    assertThat(holds("StringEquals", "sts:RoleSessionName", false, false, "${aws:username}"))
        .isFalse();
  }

  @Test
  void valuesAreAlternativesAndConditionsAreNot() {
    assertThat(holds("StringEquals", "sts:RoleSessionName", false, false, "bob|alice")).isTrue();
    assertThat(holds("StringNotEquals", "sts:RoleSessionName", false, false, "bob|alice"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "cognito-identity.amazonaws.com:aud,true",
    "accounts.google.com:sub,true",
    "oidc.eks.eu-west-1.amazonaws.com/id/X:amr,true",
    "AWS:requesttag/Team,true",
    "aws:PrincipalTag/Team,true",
    "sts:externalid,true",
    "aws:SourceIp,false",
    "oidc.test:email,false",
    "aws:RequestTag,false",
  })
  void saysWhichKeysItKnows(String key, boolean known) {
    assertThat(ContextKeys.known(key)).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0,0",
    "1,0,0,1",
    "2048,0,0,100",
    "2049,0,0,101",
    "0,460,0,100",
    "0,461,0,101",
    "1024,115,115,100"
  })
  void packedSizes(int policy, int tags, int more, int percent) {
    SessionPolicies policies =
        new SessionPolicies(
            policy == 0 ? Optional.empty() : Optional.of("p".repeat(policy)), List.of());
    SessionTags sessionTags =
        tags == 0
            ? SessionTags.NONE
            : new SessionTags(Map.of("k".repeat(tags), "v".repeat(more)), Set.of());
    assertThat(PackedSize.percent(policies, sessionTags, false)).isEqualTo(percent);
    assertThat(PackedSize.percent(policies, sessionTags, true)).isLessThanOrEqualTo(percent + 1);
  }

  @Test
  void charactersCountByTheirBytes() {
    SessionTags tags = new SessionTags(Map.of("é".repeat(115), "ü".repeat(115)), Set.of());
    assertThat(PackedSize.percent(SessionPolicies.NONE, tags, false)).isEqualTo(100);
  }
}
