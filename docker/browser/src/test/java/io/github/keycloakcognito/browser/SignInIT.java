package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The account console of the demo's realm, in which all other pages lie. */
@ExtendWith(StageExtension.class)
class SignInIT {

  @Test
  void aliceComesIntoHerAccount(Stage stage) {
    try (Browser browser = Browser.open()) {
      browser.go(stage.url("/realms/demo/account/"));
      browser.signIn("alice");

      await().untilAsserted(() -> assertThat(browser.text()).contains("Personal info"));
      assertThat(browser.requests())
          .isNotEmpty()
          .allMatch(request -> request.getPort() == stage.url().getPort());
    }
  }

  @Test
  void wrongPasswordIsTold(Stage stage) {
    try (Browser browser = Browser.open("de")) {
      browser.go(stage.url("/realms/demo/account/"));
      browser.signIn("mallory");

      await()
          .untilAsserted(
              () -> assertThat(browser.text()).contains("Ungültiger Benutzername oder Passwort"));
    }
  }
}
