package io.github.keycloakcognito.devstack.cognito.seed;

import io.github.keycloakcognito.devstack.cognito.iam.Condition;
import io.github.keycloakcognito.devstack.cognito.iam.Condition.Operator;
import io.github.keycloakcognito.devstack.cognito.iam.Condition.Quantifier;
import io.github.keycloakcognito.devstack.cognito.iam.Statement;
import io.github.keycloakcognito.devstack.cognito.iam.Statement.Effect;
import io.github.keycloakcognito.devstack.cognito.iam.TrustPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a trust policy; what it could not evaluate it refuses, rather than ignore a condition. */
final class TrustPolicyReader {
  private TrustPolicyReader() {}

  static TrustPolicy read(SeedNode policy) {
    policy.only("Version", "Id", "Statement");
    return new TrustPolicy(
        policy.field("Statement").oneOrMore().stream().map(TrustPolicyReader::statement).toList());
  }

  private static Statement statement(SeedNode statement) {
    statement.only("Sid", "Effect", "Principal", "Action", "Condition");
    return new Statement(
        effect(statement.field("Effect")),
        federated(statement.field("Principal")),
        texts(statement.field("Action")),
        statement.optional("Condition").map(TrustPolicyReader::conditions).orElse(List.of()));
  }

  private static Effect effect(SeedNode effect) {
    return switch (effect.text()) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default -> throw effect.bad("must be Allow or Deny");
    };
  }

  private static Set<String> federated(SeedNode principal) {
    if (principal.isText()) {
      if (!principal.text().equals("*")) {
        throw principal.bad("must be * or an object");
      }
      return Set.of("*");
    }
    principal.only("Federated", "AWS", "Service");
    return principal.optional("Federated").map(TrustPolicyReader::texts).orElse(List.of()).stream()
        .collect(Collectors.toSet());
  }

  private static List<Condition> conditions(SeedNode block) {
    List<Condition> conditions = new ArrayList<>();
    block
        .entries()
        .forEach(
            (operator, keys) ->
                keys.entries()
                    .forEach((key, values) -> conditions.add(condition(operator, key, values))));
    return conditions;
  }

  private static Condition condition(String written, String key, SeedNode values) {
    for (Quantifier quantifier : Quantifier.values()) {
      for (Operator operator : Operator.values()) {
        if (written.equals(quantifier.prefix() + operator.iamName())) {
          return new Condition(operator, quantifier, key, texts(values));
        }
      }
    }
    throw values.bad("the local Cognito does not evaluate the operator " + written);
  }

  private static List<String> texts(SeedNode node) {
    return node.oneOrMore().stream().map(SeedNode::text).toList();
  }
}
