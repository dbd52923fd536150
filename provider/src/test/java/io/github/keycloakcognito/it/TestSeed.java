package io.github.keycloakcognito.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo data of the local Cognito, with what only tests need. */
final class TestSeed {

  private static final String ROLE_WITHOUT_TAGS =
      """
      {"arn": "arn:aws:iam::123456789012:role/NoTags", "id": "AROATESTNOTAGSXXXXXXX",
       "trustPolicy": {
         "Version": "2012-10-17",
         "Statement": [
           {"Effect": "Allow",
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"ForAnyValue:StringLike": {
              "cognito-identity.amazonaws.com:amr": "login.keycloak.demo"}}}]}}
      """;

  private TestSeed() {}

  /**
   * Writes it into {@code directory}.
   *
   * @param keycloakPort where the realm {@code partner} of the demo data is to be found
   */
  static Path in(Path directory, int keycloakPort) {
    try (InputStream demo = LocalCognito.class.getResourceAsStream("/demo-seed.json")) {
      ObjectNode seed = (ObjectNode) Answer.JSON.readTree(demo);
      seed.withArray("roles").add(Answer.JSON.readTree(ROLE_WITHOUT_TAGS));
      Files.createDirectories(directory);
      return Files.writeString(
          directory.resolve("seed.json"),
          seed.toString().replace("localhost:8080", "localhost:" + keycloakPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
