package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates of docker/aws use the policies that {@link AwsPoliciesTest} tries. */
class AwsTemplatesTest {
  private static final Path CLOUDFORMATION = Policies.FOLDER.resolveSibling("cloudformation.yaml");
  private static final Path TERRAFORM = Policies.FOLDER.resolveSibling("terraform/main.tf");

  static List<String> policies() throws IOException {
    try (Stream<Path> files = Files.list(Policies.FOLDER)) {
      return files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void cloudFormationHasThePolicyWordForWord(String policy) throws IOException {
    assertThat(withoutIndentation(CLOUDFORMATION))
        .contains(withoutIndentation(Policies.FOLDER.resolve(policy + ".json")));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void placeholdersAreThoseThatAreFilledIn(String policy) throws IOException {
    assertThat(Policies.rendered(policy)).doesNotContain("${");
  }

  @Test
  void noOtherPolicyIsInThem() throws IOException {
    assertThat(Files.readString(CLOUDFORMATION).split("\"Version\"", -1))
        .hasSize(policies().size() + 1);
    assertThat(Files.readString(TERRAFORM)).doesNotContain("jsonencode", "<<", "policy_document");
  }

  private static String withoutIndentation(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(String::strip).collect(Collectors.joining("\n"));
  }
}
