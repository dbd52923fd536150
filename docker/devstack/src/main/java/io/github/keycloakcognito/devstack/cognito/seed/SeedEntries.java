package io.github.keycloakcognito.devstack.cognito.seed;

import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.iam.Role;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.token.OidcProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the single entries of a seed. */
final class SeedEntries {
  private static final Pattern POOL_ID =
      Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern PROVIDER_NAME = Pattern.compile("[\\w._-]{1,128}");
  private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::\\d{12}:role/.+");
  private static final Pattern USER_ARN = Pattern.compile("arn:aws:iam::\\d{12}:user/.+");
  private static final Pattern ISSUER = Pattern.compile("https://[^?#\\s]+");
  private static final Pattern KEY_ID = Pattern.compile("AKIA[A-Z0-9]{12,124}");
  private static final int HOUR = 3600;

  private SeedEntries() {}

  static Pool pool(SeedNode node, String account) {
    node.only(
        "id",
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
    SeedNode id = node.field("id");
    Map<String, String> roles =
        node.optional("roles")
            .map(r -> r.only("authenticated", "unauthenticated").texts())
            .orElse(Map.of());
    return new Pool(
        id.text(POOL_ID, "<region>:<uuid in lower case>"),
        account,
        node.field("name").text(),
        node.optional("allowUnauthenticatedIdentities").map(SeedNode::bool).orElse(false),
        node.optional("allowClassicFlow").map(SeedNode::bool),
        node.optional("developerProviderName")
            .map(n -> n.text(PROVIDER_NAME, "1 to 128 letters, digits, '.', '_' or '-'")),
        node.optional("supportedLoginProviders").map(SeedNode::texts).orElse(Map.of()),
        PoolProviderEntries.userPoolClients(node),
        PoolProviderEntries.texts(node, "openIdConnectProviderArns"),
        PoolProviderEntries.texts(node, "samlProviderArns"),
        roles,
        PoolProviderEntries.roleMappings(node),
        PoolProviderEntries.principalTags(node),
        node.optional("tags").map(SeedNode::texts).orElse(Map.of()));
  }

  static Role role(SeedNode node) {
    node.only("arn", "id", "maxSessionDuration", "trustPolicy", "deniedOperations");
    return new Role(
        node.field("arn").text(ROLE_ARN, "arn:aws:iam::<account>:role/<name>"),
        node.field("id").text(),
        Duration.ofSeconds(
            node.optional("maxSessionDuration")
                .map(n -> n.number(HOUR, 12L * HOUR))
                .orElse((long) HOUR)),
        TrustPolicyReader.read(node.field("trustPolicy")),
        texts(node, "deniedOperations"));
  }

  static AccessKey accessKey(SeedNode node) {
    node.only("id", "secret", "userArn", "userId", "deniedOperations");
    String arn = node.field("userArn").text(USER_ARN, "arn:aws:iam::<account>:user/<name>");
    return new AccessKey(
        node.field("id").text(KEY_ID, "AKIA and capital letters or digits"),
        node.field("secret").text(),
        Optional.empty(),
        Optional.empty(),
        new Caller(
            arn,
            node.field("userId").text(),
            arn.substring("arn:aws:iam::".length(), "arn:aws:iam::".length() + 12),
            Optional.empty(),
            texts(node, "deniedOperations")));
  }

  static OidcProvider provider(SeedNode node, String account) {
    node.only("issuer", "clientIds");
    return OidcProvider.of(
        account,
        node.field("issuer").text(ISSUER, "an https URL without query or fragment"),
        texts(node, "clientIds"));
  }

  private static Set<String> texts(SeedNode node, String name) {
    return node.items(name).stream().map(SeedNode::text).collect(Collectors.toSet());
  }
}
