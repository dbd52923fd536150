package io.github.keycloakcognito.devstack.cognito.seed;

import io.github.keycloakcognito.devstack.cognito.iam.Condition;
import io.github.keycloakcognito.devstack.cognito.iam.Condition.Operator;
import io.github.keycloakcognito.devstack.cognito.iam.Condition.Quantifier;
import io.github.keycloakcognito.devstack.cognito.iam.ContextKeys;
import io.github.keycloakcognito.devstack.cognito.iam.PolicyValue;
import io.github.keycloakcognito.devstack.cognito.iam.Principals;
import io.github.keycloakcognito.devstack.cognito.iam.Statement;
import io.github.keycloakcognito.devstack.cognito.iam.Statement.Effect;
import io.github.keycloakcognito.devstack.cognito.iam.TrustPolicy;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a trust policy; what it could not evaluate it refuses, rather than ignore a condition. */
final class TrustPolicyReader {
  private static final String NEWER = "2012-10-17";
  private static final Pattern VERSION = Pattern.compile("2012-10-17|2008-10-17");
  private static final Pattern AWS_PRINCIPAL =
      Pattern.compile(
          "\\*|\\d{12}|arn:aws[a-z-]*:iam::\\d{12}:(root|(user|role)/[^*?]+)"
              + "|arn:aws[a-z-]*:sts::\\d{12}:assumed-role/[^*?/]+/[^*?/]+");
  private static final Pattern TRUTH = Pattern.compile("(?i)true|false");
  private static final String IF_EXISTS = "IfExists";

  /** Whether variables in values stand for something. */
  private final boolean variables;

  private TrustPolicyReader(boolean variables) {
    this.variables = variables;
  }

  static TrustPolicy read(SeedNode policy) {
    policy.only("Version", "Id", "Statement");
    Optional<String> version =
        policy.optional("Version").map(v -> v.text(VERSION, "2012-10-17 or 2008-10-17"));
    TrustPolicyReader reader = new TrustPolicyReader(version.equals(Optional.of(NEWER)));
    return new TrustPolicy(
        policy.field("Statement").oneOrMore().stream().map(reader::statement).toList());
  }

  private Statement statement(SeedNode node) {
    node.only("Sid", "Effect", "Principal", "Action", "Condition");
    Statement statement =
        new Statement(
            effect(node.field("Effect")),
            principals(node.field("Principal")),
            texts(node.field("Action")),
            node.optional("Condition").map(this::conditions).orElse(List.of()));
    if (statement.effect() == Effect.ALLOW
        && statement.principals().federated().contains(CognitoTokens.PROVIDER)
        && statement.conditions().isEmpty()) {
      throw node.bad(
          "IAM takes a trust in "
              + CognitoTokens.PROVIDER
              + " only with a Condition, e.g. on :aud");
    }
    return statement;
  }

  private static Effect effect(SeedNode effect) {
    return switch (effect.text()) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default -> throw effect.bad("must be Allow or Deny");
    };
  }

  private static Principals principals(SeedNode principal) {
    if (principal.isText()) {
      if (!principal.text().equals("*")) {
        throw principal.bad("must be * or an object");
      }
      return new Principals(Set.of(), Set.of("*"));
    }
    principal.only("Federated", "AWS", "Service");
    principal.optional("Service").ifPresent(TrustPolicyReader::texts);
    return new Principals(
        principal.optional("Federated").map(TrustPolicyReader::texts).orElse(List.of()).stream()
            .collect(Collectors.toSet()),
        principal.optional("AWS").map(SeedNode::oneOrMore).orElse(List.of()).stream()
            .map(node -> node.text(AWS_PRINCIPAL, "*, an account or the ARN of a user or role"))
            .collect(Collectors.toSet()));
  }

  private List<Condition> conditions(SeedNode block) {
    List<Condition> conditions = new ArrayList<>();
    block
        .entries()
        .forEach(
            (operator, keys) ->
                keys.entries()
                    .forEach((key, values) -> conditions.add(condition(operator, key, values))));
    return conditions;
  }

  private Condition condition(String written, String key, SeedNode values) {
    for (Quantifier quantifier : Quantifier.values()) {
      for (Operator operator : Operator.values()) {
        String plain = quantifier.prefix() + operator.iamName();
        boolean ifExists = written.equals(plain + IF_EXISTS);
        if (written.equals(plain) || ifExists) {
          return condition(operator, quantifier, ifExists, key, values);
        }
      }
    }
    throw values.bad("the local Cognito does not evaluate the operator " + written);
  }

  private Condition condition(
      Operator operator, Quantifier quantifier, boolean ifExists, String key, SeedNode values) {
    if (operator == Operator.NULL && (ifExists || quantifier != Quantifier.NONE)) {
      throw values.bad("Null takes neither IfExists nor a quantifier");
    }
    if (!ContextKeys.known(key)) {
      throw values.bad("the local Cognito does not know the condition key " + key);
    }
    boolean logical = operator == Operator.NULL || operator == Operator.BOOL;
    return new Condition(
        operator,
        quantifier,
        ifExists,
        key,
        values.oneOrMore().stream()
            .map(node -> new PolicyValue(logical ? truth(node) : node.text(), variables))
            .toList());
  }

  /** IAM takes true and "true". */
  private static String truth(SeedNode node) {
    return node.isText() ? node.text(TRUTH, "true or false") : String.valueOf(node.bool());
  }

  private static List<String> texts(SeedNode node) {
    return node.oneOrMore().stream().map(SeedNode::text).toList();
  }
}
