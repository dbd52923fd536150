package io.github.keycloakcognito.browser;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.quickstart.Stack;
import java.net.URI;
import java.nio.file.Path;

/** The quick start's stack: Keycloak with both JARs and the realm {@code demo}, a local Cognito. */
record Stage(Stack stack) {

  static final String REALM = "demo";

  /** Of Keycloak, without a slash at its end. */
  URI url() {
    return stack.keycloak().url();
  }

  /** {@code path} begins with a slash. */
  URI url(String path) {
    return URI.create(url() + path);
  }

  LocalCognito cognito() {
    return stack.cognito();
  }

  /** Keycloak's log. */
  Path log() {
    return stack.keycloak().log();
  }

  Admin admin() {
    return new Admin(url());
  }
}
