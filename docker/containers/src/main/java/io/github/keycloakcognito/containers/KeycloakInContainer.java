package io.github.keycloakcognito.containers;

import dasniko.testcontainers.keycloak.ExtendableKeycloakContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * {@code kc.sh start --optimized} on this machine's network. Files of this machine that an option
 * or a variable names are there under the same name.
 */
final class KeycloakInContainer extends ExtendableKeycloakContainer<KeycloakInContainer> {

  /**
   * @param options of {@code kc.sh start}, without dashes
   */
  KeycloakInContainer(String image, Map<String, String> options) {
    super(image);
    withNetworkMode("host");
    withImagePullPolicy(name -> false);
    withOptimizedFlag();
    withBootstrapAdminDisabled();
    options.forEach((name, value) -> withCustomCommand("--" + name + "=" + value));
    options.values().forEach(this::bind);
    waitingFor(new Nothing());
  }

  /** The container's class always has Keycloak import what lies there. */
  void withRealm(Path file) {
    withFileSystemBind(
        file.toString(), "/opt/keycloak/data/import/" + file.getFileName(), BindMode.READ_ONLY);
  }

  void withVariables(Map<String, String> variables) {
    variables.values().forEach(this::bind);
    withEnv(variables);
  }

  @Override
  protected void configure() {
    super.configure();
    // They would be waited for, and are not published on this machine's own network.
    setExposedPorts(List.of());
  }

  private void bind(String value) {
    if (value.startsWith("/") && Files.isRegularFile(Path.of(value))) {
      withFileSystemBind(value, value, BindMode.READ_ONLY);
    }
  }

  /** Who starts the server looks whether it is ready, and says why not. */
  private static final class Nothing extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }
}
