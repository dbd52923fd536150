package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page "AWS access" in a realm whose people sign in at an identity provider. */
@ExtendWith(StageExtension.class)
class AccountPageElsewhereIT extends BrowserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth-cookie,identity-provider-redirector,auth-username-password-form",
        "auth-cookie,identity-provider-redirector"
      })
  void sessionIsOverAndBeginsAgainElsewhere(String authenticators, Stage stage) {
    URI elsewhere = stage.cognito().endpoint();
    try (Person gina = Person.create(stage.admin(), "gina", "data-reader")) {
      AccountPage page = AccountPage.open(browser, stage, gina.username());
      // Keycloak's own watch over the session would soon leave the page by itself.
      browser.run("document.querySelectorAll('iframe').forEach(frame => frame.remove())");
      stage.admin().post("/realms/demo/users/" + gina.id() + "/logout", Map.of());
      try (RealmOfElsewhere realm = new RealmOfElsewhere(stage.admin())) {
        realm.send(elsewhere, List.of(authenticators.split(",")));

        sessionIsOver(page);
        assertThat(browser.requests())
            .isNotEmpty()
            .allMatch(request -> request.getPort() == stage.url().getPort());

        page.press("Sign in again");

        await().until(() -> browser.driver().getCurrentUrl().startsWith(elsewhere + "/authorize?"));
      }
    }
  }

  private void sessionIsOver(AccountPage page) {
    page.press(page.role("Data reader"), "Credentials");
    await().untilAsserted(() -> assertThat(page.text()).contains("Your session has ended"));
    browser.screenshot("account-session-over-elsewhere");
  }
}
