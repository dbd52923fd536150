package io.github.keycloakcognito.browser;

import io.github.keycloakcognito.devstack.keycloak.Ports;
import io.github.keycloakcognito.devstack.quickstart.Progress;
import io.github.keycloakcognito.devstack.quickstart.Settings;
import io.github.keycloakcognito.devstack.quickstart.Stack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one {@link Stage} of this JVM to tests. Its stack ends with the JVM: where tests run in
 * several JVMs, JUnit's own end comes after each class.
 */
final class StageExtension implements ParameterResolver, BeforeEachCallback {

  private static Stage stage;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stage.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return stage();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    stage().cognito().clearFaults();
    stage().cognito().resetCalls();
  }

  private static synchronized Stage stage() {
    if (stage == null) {
      stage = new Stage(start());
    }
    return stage;
  }

  private static Stack start() {
    List<Integer> ports = Ports.free(3);
    return Stack.start(
        new Settings(
            ports.get(0),
            ports.get(1),
            ports.get(2),
            false,
            Path.of(System.getProperty("quickstart.root")),
            Path.of(System.getProperty("quickstart.home")),
            Path.of(System.getProperty("quickstart.provider")),
            Path.of(System.getProperty("quickstart.themes"))),
        new Progress(System.out));
  }
}
