package io.github.keycloakcognito.devstack.cognito;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The policies of docker/aws, as the CloudFormation template and the Terraform module use them. */
final class Policies {
  static final String POOL = "eu-west-1:a3000000-0000-4000-8000-000000000001";
  static final String PROVIDER = "login.keycloak.test";
  static final String OIDC = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";
  static final Path FOLDER = Path.of("../aws/policies");

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("IdentityPoolId", POOL),
          Map.entry(
              "IdentityPoolArn",
              "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/" + POOL),
          Map.entry("DeveloperProviderName", PROVIDER),
          Map.entry("Partition", "aws"),
          Map.entry("Region", "eu-west-1"),
          Map.entry("AccountId", "123456789012"),
          Map.entry("OidcProvider", OIDC),
          Map.entry("ClusterName", "eks"),
          Map.entry("Namespace", "keycloak"),
          Map.entry("ServiceAccount", "keycloak"));

  private Policies() {}

  /** The file's text with all its placeholders filled in. */
  static String rendered(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name + ".json"));
    for (Map.Entry<String, String> value : VALUES.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }
}
