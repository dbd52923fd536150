package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.RoleMapping;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Role mappings as the service model writes them. */
final class RoleMappings {
  private RoleMappings() {}

  static Map<String, RoleMapping> read(Map<String, Input> mappings) {
    Map<String, RoleMapping> read = new LinkedHashMap<>();
    mappings.forEach(
        (provider, mapping) ->
            read.put(
                provider,
                new RoleMapping(
                    mapping.text("Type"),
                    mapping.optional("AmbiguousRoleResolution"),
                    mapping
                        .structure("RulesConfiguration")
                        .map(RoleMappings::rules)
                        .orElse(List.of()))));
    return read;
  }

  private static List<RoleMapping.Rule> rules(Input configuration) {
    return configuration.structures("Rules").stream()
        .map(
            rule ->
                new RoleMapping.Rule(
                    rule.text("Claim"),
                    rule.text("MatchType"),
                    rule.text("Value"),
                    rule.text("RoleARN")))
        .toList();
  }

  static void write(Map<String, RoleMapping> mappings, ObjectNode node) {
    mappings.forEach((provider, mapping) -> write(mapping, node.putObject(provider)));
  }

  private static void write(RoleMapping mapping, ObjectNode node) {
    node.put("Type", mapping.type());
    mapping.ambiguousRoleResolution().ifPresent(what -> node.put("AmbiguousRoleResolution", what));
    if (!mapping.rules().isEmpty()) {
      ArrayNode rules = node.putObject("RulesConfiguration").putArray("Rules");
      for (RoleMapping.Rule rule : mapping.rules()) {
        rules
            .addObject()
            .put("Claim", rule.claim())
            .put("MatchType", rule.matchType())
            .put("Value", rule.value())
            .put("RoleARN", rule.roleArn());
      }
    }
  }
}
