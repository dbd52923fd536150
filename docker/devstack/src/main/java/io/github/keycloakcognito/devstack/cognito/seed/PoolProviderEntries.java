package io.github.keycloakcognito.devstack.cognito.seed;

import io.github.keycloakcognito.devstack.cognito.identity.PrincipalTagMap;
import io.github.keycloakcognito.devstack.cognito.identity.RoleMapping;
import io.github.keycloakcognito.devstack.cognito.identity.UserPoolClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what a pool of a seed has about sign-in providers. */
final class PoolProviderEntries {
  private static final Pattern TYPE = Pattern.compile("Token|Rules");
  private static final Pattern RESOLUTION = Pattern.compile("AuthenticatedRole|Deny");
  private static final Pattern MATCH = Pattern.compile("Equals|Contains|StartsWith|NotEqual");

  private PoolProviderEntries() {}

  static List<UserPoolClient> userPoolClients(SeedNode pool) {
    return pool.items("cognitoIdentityProviders").stream()
        .map(
            node -> {
              node.only("providerName", "clientId", "serverSideTokenCheck");
              return new UserPoolClient(
                  node.field("providerName").text(),
                  node.field("clientId").text(),
                  node.optional("serverSideTokenCheck").map(SeedNode::bool));
            })
        .toList();
  }

  static List<String> texts(SeedNode pool, String name) {
    return pool.items(name).stream().map(SeedNode::text).toList();
  }

  static Map<String, RoleMapping> roleMappings(SeedNode pool) {
    return byProvider(pool, "roleMappings", PoolProviderEntries::roleMapping);
  }

  private static RoleMapping roleMapping(SeedNode node) {
    node.only("type", "ambiguousRoleResolution", "rules");
    return new RoleMapping(
        node.field("type").text(TYPE, "Token or Rules"),
        node.optional("ambiguousRoleResolution")
            .map(n -> n.text(RESOLUTION, "AuthenticatedRole or Deny")),
        node.items("rules").stream().map(PoolProviderEntries::rule).toList());
  }

  private static RoleMapping.Rule rule(SeedNode node) {
    node.only("claim", "matchType", "value", "roleArn");
    return new RoleMapping.Rule(
        node.field("claim").text(),
        node.field("matchType").text(MATCH, "Equals, Contains, StartsWith or NotEqual"),
        node.field("value").text(),
        node.field("roleArn").text());
  }

  static Map<String, PrincipalTagMap> principalTags(SeedNode pool) {
    return byProvider(
        pool,
        "principalTags",
        node -> {
          node.only("useDefaults", "tags");
          return new PrincipalTagMap(
              node.optional("useDefaults").map(SeedNode::bool).orElse(false),
              node.optional("tags").map(SeedNode::texts).orElse(Map.of()));
        });
  }

  private static <T> Map<String, T> byProvider(
      SeedNode pool, String name, Function<SeedNode, T> read) {
    Map<String, T> byProvider = new LinkedHashMap<>();
    pool.optional(name)
        .map(SeedNode::entries)
        .orElse(Map.of())
        .forEach((provider, node) -> byProvider.put(provider, read.apply(node)));
    return byProvider;
  }
}
