package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.cognito.model.OperationModel;
import io.github.keycloakcognito.devstack.cognito.model.ServiceModel;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Each error an operation declares, injected, as AWS SDK for Java throws it. */
class DeclaredErrorsTest {
  @RegisterExtension static final SyncServer SERVER = new SyncServer();

  private static final Set<String> STS_OPERATIONS =
      Set.of("AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity");

  @AutoClose private static StsClient sts;

  /** A client's interface and the client. */
  private record Sdk(Class<?> type, Object client) {
    Class<?> model(String name) throws ClassNotFoundException {
      return Class.forName(type.getPackageName() + ".model." + name);
    }
  }

  @BeforeAll
  static void makeClient() {
    sts =
        StsClient.builder()
            .endpointOverride(SERVER.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(Cognito.KEY))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
  }

  @Test
  void everyOperationOfIdentityPoolsDeclaresErrors() {
    assertThat(ServiceModel.cognitoIdentity().operations())
        .hasSize(23)
        .noneMatch(op -> op.errors().isEmpty());
  }

  @TestFactory
  Stream<DynamicNode> ofIdentityPools() {
    Sdk sdk = new Sdk(CognitoIdentityClient.class, SERVER.identity());
    return ServiceModel.cognitoIdentity().operations().stream().map(op -> errors(sdk, op));
  }

  @TestFactory
  Stream<DynamicNode> ofSync() {
    Sdk sdk = new Sdk(CognitoSyncClient.class, SERVER.developer());
    return ServiceModel.cognitoSync().operations().stream().map(op -> errors(sdk, op));
  }

  @TestFactory
  Stream<DynamicNode> ofSts() {
    Sdk sdk = new Sdk(StsClient.class, sts);
    return ServiceModel.sts().operations().stream()
        .filter(op -> STS_OPERATIONS.contains(op.name()))
        .map(op -> errors(sdk, op));
  }

  private static DynamicNode errors(Sdk sdk, OperationModel operation) {
    return dynamicContainer(
        operation.name(),
        operation.errors().stream()
            .map(error -> dynamicTest(error, () -> throwsIt(sdk, operation, error))));
  }

  private static void throwsIt(Sdk sdk, OperationModel operation, String error) throws Exception {
    String message = error + " of " + operation.name();
    String code = sdk.type().equals(StsClient.class) ? stsCode(error) : error;
    SERVER.running().faults(List.of(Fault.error(operation.name(), code, message)));
    assertThat(catchThrowable(() -> call(sdk, operation)))
        // The SDK writes IDP as Idp.
        .isExactlyInstanceOf(sdk.model(error.replaceFirst("^IDP", "Idp")))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
              assertThat(e.statusCode())
                  .isEqualTo(error.equals("InternalErrorException") ? 500 : 400);
              assertThat(e.requestId()).isNotEmpty();
            });
  }

  /** STS leaves the last word away on the wire, but for these. */
  private static String stsCode(String error) {
    return switch (error) {
      case "ExpiredTokenException", "RegionDisabledException" -> error;
      default -> error.replaceFirst("Exception$", "");
    };
  }

  /** Calls it with no more than its path needs: a fault answers before anything is looked at. */
  private static void call(Sdk sdk, OperationModel operation) throws Throwable {
    Class<?> type = sdk.model(operation.name() + "Request");
    Class<?> builderType = sdk.model(operation.name() + "Request$Builder");
    Object builder = type.getMethod("builder").invoke(null);
    for (String member : operation.input().members().keySet()) {
      if (operation.uri().contains("{" + member + "}")) {
        builderType
            .getMethod(lowerCamel(member), String.class)
            .invoke(builder, Cognito.UNKNOWN_IDENTITY);
      }
    }
    Object request = builderType.getMethod("build").invoke(builder);
    try {
      sdk.type().getMethod(lowerCamel(operation.name()), type).invoke(sdk.client(), request);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static String lowerCamel(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
