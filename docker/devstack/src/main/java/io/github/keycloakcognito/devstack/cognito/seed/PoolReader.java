package io.github.keycloakcognito.devstack.cognito.seed;

import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.PrincipalTagMap;
import io.github.keycloakcognito.devstack.cognito.identity.RoleMapping;
import io.github.keycloakcognito.devstack.cognito.identity.UserPoolClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads an identity pool. */
final class PoolReader {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern POOL_ID =
      Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern DEVELOPER_PROVIDER = Pattern.compile("[\\w._-]{1,128}");
  private static final Pattern USER_POOL = Pattern.compile("[\\w._:/-]{1,128}");
  private static final Pattern USER_POOL_CLIENT = Pattern.compile("\\w{1,128}");
  private static final Pattern OIDC_ARN = Pattern.compile("arn:aws:iam::\\d{12}:oidc-provider/.+");
  private static final Pattern SAML_ARN = Pattern.compile("arn:aws:iam::\\d{12}:saml-provider/.+");
  private static final Pattern TYPE = Pattern.compile("Token|Rules");
  private static final Pattern AMBIGUOUS = Pattern.compile("AuthenticatedRole|Deny");
  private static final Pattern MATCH = Pattern.compile("Equals|Contains|StartsWith|NotEqual");

  private PoolReader() {}

  static Pool read(SeedNode node, String account) {
    node.only(
        "id",
        "account",
        "name",
        "allowUnauthenticatedIdentities",
        "allowClassicFlow",
        "developerProviderName",
        "supportedLoginProviders",
        "cognitoIdentityProviders",
        "openIdConnectProviderArns",
        "samlProviderArns",
        "roles",
        "roleMappings",
        "principalTags",
        "tags");
    Map<String, String> roles =
        node.optional("roles")
            .map(r -> r.only("authenticated", "unauthenticated").texts())
            .orElse(Map.of());
    Pool pool =
        new Pool(
            node.field("id").text(POOL_ID, "<region>:<uuid in lower case>"),
            node.optional("account").map(n -> n.text(ACCOUNT, "twelve digits")).orElse(account),
            node.field("name").text(),
            node.optional("allowUnauthenticatedIdentities").map(SeedNode::bool).orElse(false),
            node.optional("allowClassicFlow").map(SeedNode::bool),
            node.optional("developerProviderName")
                .map(n -> n.text(DEVELOPER_PROVIDER, "1 to 128 letters, digits, '.', '_' or '-'")),
            texts(node, "supportedLoginProviders"),
            node.items("cognitoIdentityProviders").stream().map(PoolReader::client).toList(),
            arns(node, "openIdConnectProviderArns", OIDC_ARN, "oidc-provider"),
            arns(node, "samlProviderArns", SAML_ARN, "saml-provider"),
            roles,
            byProvider(node, "roleMappings", PoolReader::mapping),
            byProvider(node, "principalTags", PoolReader::principalTags),
            texts(node, "tags"));
    node.optional("roleMappings").ifPresent(mappings -> checkProviders(mappings, pool));
    return pool;
  }

  private static UserPoolClient client(SeedNode node) {
    node.only("providerName", "clientId", "serverSideTokenCheck");
    return new UserPoolClient(
        node.field("providerName")
            .text(USER_POOL, "cognito-idp.<region>.amazonaws.com/<user pool id>"),
        node.field("clientId").text(USER_POOL_CLIENT, "1 to 128 letters, digits or '_'"),
        node.optional("serverSideTokenCheck").map(SeedNode::bool));
  }

  private static List<String> arns(SeedNode node, String name, Pattern pattern, String kind) {
    return node.items(name).stream()
        .map(arn -> arn.text(pattern, "arn:aws:iam::<account>:" + kind + "/<name>"))
        .toList();
  }

  private static RoleMapping mapping(SeedNode node) {
    node.only("type", "ambiguousRoleResolution", "rulesConfiguration");
    String type = node.field("type").text(TYPE, "Token or Rules");
    Optional<SeedNode> rules = node.optional("rulesConfiguration");
    if (type.equals("Token") && rules.isPresent()) {
      throw rules.get().bad("is for the type Rules");
    }
    return new RoleMapping(
        type,
        Optional.of(
            node.field("ambiguousRoleResolution").text(AMBIGUOUS, "AuthenticatedRole or Deny")),
        type.equals("Token")
            ? List.of()
            : node.field("rulesConfiguration").only("rules").field("rules").items().stream()
                .map(PoolReader::rule)
                .toList());
  }

  private static RoleMapping.Rule rule(SeedNode node) {
    node.only("claim", "matchType", "value", "roleArn");
    return new RoleMapping.Rule(
        node.field("claim").text(),
        node.field("matchType").text(MATCH, "Equals, Contains, StartsWith or NotEqual"),
        node.field("value").text(),
        node.field("roleArn").text(SeedEntries.ROLE_ARN, "arn:aws:iam::<account>:role/<name>"));
  }

  /** The developer provider may have one too: whether AWS lets it is an assumption. */
  private static void checkProviders(SeedNode mappings, Pool pool) {
    mappings
        .entries()
        .forEach(
            (provider, node) -> {
              if (!pool.isDeveloperProvider(provider)
                  && !pool.roleMappingProviders().contains(provider)) {
                throw node.bad(
                    "is for no provider of the pool; those are "
                        + String.join(", ", pool.roleMappingProviders()));
              }
            });
  }

  private static PrincipalTagMap principalTags(SeedNode node) {
    node.only("useDefaults", "principalTags");
    return new PrincipalTagMap(
        node.optional("useDefaults").map(SeedNode::bool).orElse(false),
        texts(node, "principalTags"));
  }

  private static Map<String, String> texts(SeedNode node, String name) {
    return node.optional(name).map(SeedNode::texts).orElse(Map.of());
  }

  private static <T> Map<String, T> byProvider(
      SeedNode node, String name, Function<SeedNode, T> reader) {
    Map<String, T> read = new LinkedHashMap<>();
    node.optional(name)
        .ifPresent(
            map ->
                map.entries()
                    .forEach((provider, entry) -> read.put(provider, reader.apply(entry))));
    return read;
  }
}
