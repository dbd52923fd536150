package io.github.keycloakcognito.devstack.cognito.seed;

import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.iam.Role;
import io.github.keycloakcognito.devstack.cognito.token.OidcProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the single entries of a seed. */
final class SeedEntries {
  static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::\\d{12}:role/.+");
  private static final Pattern USER_ARN = Pattern.compile("arn:aws:iam::\\d{12}:user/.+");
  private static final Pattern ISSUER = Pattern.compile("https://[^?#\\s]+");
  private static final Pattern OWN_ISSUER =
      Pattern.compile("(https://|http://(localhost|127\\.0\\.0\\.1)(?=[:/]))[^?#\\s]+");
  private static final Pattern JWKS_URI = Pattern.compile("https?://[\\w./~:%\\[\\]-]+");
  private static final Pattern KEY_ID = Pattern.compile("AKIA[A-Z0-9]{12,124}");
  private static final int HOUR = 3600;

  private SeedEntries() {}

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
            texts(node, "deniedOperations"),
            Optional.empty()));
  }

  static OidcProvider provider(SeedNode node, String account) {
    node.only("issuer", "clientIds", "jwksUri");
    Optional<URI> jwksUri =
        node.optional("jwksUri")
            .map(uri -> uri.text(JWKS_URI, "an http or https URL"))
            .map(URI::create);
    return OidcProvider.of(
        account,
        jwksUri.isPresent()
            ? node.field("issuer")
                .text(OWN_ISSUER, "an https URL, or http on localhost, without query or fragment")
            : node.field("issuer").text(ISSUER, "an https URL without query or fragment"),
        texts(node, "clientIds"),
        jwksUri);
  }

  private static Set<String> texts(SeedNode node, String name) {
    return node.items(name).stream().map(SeedNode::text).collect(Collectors.toSet());
  }
}
