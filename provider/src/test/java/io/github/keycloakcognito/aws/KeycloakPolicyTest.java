package io.github.keycloakcognito.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.keycloakcognito.devstack.cognito.model.OperationModel;
import io.github.keycloakcognito.devstack.cognito.model.ServiceModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The policy that is given to Keycloak allows what the shipped classes call, and no more. */
class KeycloakPolicyTest {

  private static final Path POLICY = Path.of("../docker/aws/policies/keycloak.json");
  private static final String PREFIX = "cognito-identity:";

  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .importUrl(AwsClients.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void allowsEachSignedCallOnThePoolWhereThatIsPossible() throws IOException {
    assertThat(actions("${IdentityPoolArn}")).isEqualTo(called(KeycloakPolicyTest::namesPool));
    assertThat(actions("*")).isEqualTo(called(operation -> !namesPool(operation)));
  }

  @Test
  void nothingIsAllowedEverywhere() throws IOException {
    for (JsonNode statement : statements()) {
      assertThat(statement.path("Effect").textValue()).isEqualTo("Allow");
      assertThat(statement.path("Action")).noneMatch(a -> a.textValue().contains("*"));
      if (statement.path("Resource").textValue().equals("*")) {
        assertThat(statement.at("/Condition/StringEquals/aws:RequestedRegion").textValue())
            .isEqualTo("${Region}");
      }
    }
  }

  /** AssumeRole of another account's role is the SDK's call, and the operator's own policy. */
  @Test
  void nothingOfStsNeedsPermission() {
    assertThat(methods(StsClient.class, ServiceModel.sts()).map(OperationModel::name))
        .containsExactlyInAnyOrder("AssumeRoleWithWebIdentity", "GetCallerIdentity");
  }

  private static Set<String> actions(String resource) throws IOException {
    Set<String> actions = new TreeSet<>();
    for (JsonNode statement : statements()) {
      if (statement.path("Resource").textValue().equals(resource)) {
        statement.path("Action").forEach(action -> actions.add(action.textValue()));
      }
    }
    return actions;
  }

  private static JsonNode statements() throws IOException {
    return new ObjectMapper().readTree(POLICY.toFile()).path("Statement");
  }

  private static Set<String> called(Predicate<OperationModel> which) {
    return methods(CognitoIdentityClient.class, ServiceModel.cognitoIdentity())
        .filter(OperationModel::signed)
        .filter(which)
        .map(operation -> PREFIX + operation.name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean namesPool(OperationModel operation) {
    return operation.input().members().containsKey("IdentityPoolId");
  }

  /** The operations of a service that shipped classes call on the SDK's client. */
  private static Stream<OperationModel> methods(Class<?> client, ServiceModel service) {
    return SHIPPED.stream()
        .flatMap(shipped -> shipped.getMethodCallsFromSelf().stream())
        .filter(call -> call.getTargetOwner().isAssignableTo(client))
        .map(call -> operation(service, call.getName()))
        .flatMap(Optional::stream)
        .distinct();
  }

  private static Optional<OperationModel> operation(ServiceModel service, String method) {
    return service.operation(Character.toUpperCase(method.charAt(0)) + method.substring(1));
  }
}
