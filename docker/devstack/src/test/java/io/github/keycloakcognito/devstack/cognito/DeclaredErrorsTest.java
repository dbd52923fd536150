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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdRequest;

/** Each error an operation declares, injected, as AWS SDK for Java throws it. */
class DeclaredErrorsTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static final String MODEL = GetIdRequest.class.getPackageName() + ".";
  private static final ServiceModel SERVICE = ServiceModel.cognitoIdentity();

  @Test
  void everyOperationDeclaresErrors() {
    assertThat(SERVICE.operations()).hasSize(23).noneMatch(op -> op.errors().isEmpty());
  }

  @TestFactory
  Stream<DynamicNode> theSdkThrowsItsOwnClass() {
    return SERVICE.operations().stream()
        .map(
            operation ->
                dynamicContainer(
                    operation.name(),
                    operation.errors().stream()
                        .map(error -> dynamicTest(error, () -> throwsIt(operation, error)))));
  }

  private static void throwsIt(OperationModel operation, String error) throws Exception {
    String message = error + " of " + operation.name();
    SERVER.running().faults(List.of(Fault.error(operation.name(), error, message)));
    assertThat(catchThrowable(() -> call(operation)))
        .isExactlyInstanceOf(Class.forName(MODEL + error))
        .isInstanceOfSatisfying(
            CognitoIdentityException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(error);
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
              assertThat(e.statusCode())
                  .isEqualTo(error.equals("InternalErrorException") ? 500 : 400);
              assertThat(e.requestId()).isNotEmpty();
            });
  }

  /** Calls it with no input: a fault answers before anything is looked at. */
  private static void call(OperationModel operation) throws Throwable {
    Class<?> type = Class.forName(MODEL + operation.name() + "Request");
    Object builder = type.getMethod("builder").invoke(null);
    Object request = Class.forName(type.getName() + "$Builder").getMethod("build").invoke(builder);
    String method =
        Character.toLowerCase(operation.name().charAt(0)) + operation.name().substring(1);
    try {
      CognitoIdentityClient.class.getMethod(method, type).invoke(SERVER.client(), request);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
