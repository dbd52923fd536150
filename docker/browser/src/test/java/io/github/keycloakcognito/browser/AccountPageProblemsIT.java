package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** What the page "AWS access" says where something is in the way. */
@ExtendWith(StageExtension.class)
class AccountPageProblemsIT extends BrowserTest {

  private static final By TRY_AGAIN = By.cssSelector(".kca-role .pf-v5-c-alert button");
  private static final String CLIENTS = "/realms/demo/clients";

  @Test
  void whoHasNoRoleSeesWhyAndWhatToDo(Stage stage) {
    AccountPage page = AccountPage.open(browser, stage, "bob");

    assertThat(page.text())
        .contains("You have no AWS roles yet", "Ask your administrator")
        .doesNotContain("Command line");
    assertThat(page.violations()).isEmpty();
    browser.screenshot("account-no-roles");
  }

  @Test
  void awsIsDownAndComesBack(Stage stage) {
    try (Person erin = Person.create(stage.admin(), "erin", "data-reader")) {
      AccountPage page = AccountPage.open(browser, stage, erin.username());
      stage.cognito().faults(List.of(Fault.internalError("*")));

      page.press(page.role("Data reader"), "Credentials");

      By alert = By.cssSelector(".kca-role .pf-v5-c-alert");
      assertThat(browser.find(alert).getText()).contains("AWS is not available right now");
      assertThat(page.violations()).isEmpty();
      browser.screenshot("account-aws-down");
      stage.cognito().clearFaults();
      await()
          .atMost(Duration.ofSeconds(40))
          .until(
              () -> {
                browser.driver().findElements(TRY_AGAIN).forEach(WebElement::click);
                return !browser.driver().findElements(By.cssSelector(".kca-panel")).isEmpty();
              });
    }
  }

  @Test
  void whatAnAdminHasToMendIsToldSo(Stage stage) {
    try (Person frank = Person.create(stage.admin(), "frank", "data-reader")) {
      AccountPage page = AccountPage.open(browser, stage, frank.username());
      stage
          .cognito()
          .faults(
              List.of(Fault.error("AssumeRoleWithWebIdentity", "AccessDenied", "Not authorized")));

      page.press(page.role("Data reader"), "Credentials");

      By alert = By.cssSelector(".kca-role .pf-v5-c-alert");
      assertThat(browser.find(alert).getText()).contains("AWS refused", "administrator");
    }
  }

  @Test
  void sessionEndedInAnotherTab(Stage stage) {
    AccountPage page = AccountPage.open(browser, stage, "alice");
    page.press(page.credentials("Data admin"), "Reveal");
    // Keycloak's own watch over the session would soon leave the page by itself.
    browser.run("document.querySelectorAll('iframe').forEach(frame => frame.remove())");
    signOutInAnotherTab(stage);

    page.press(page.role("Data reader"), "Credentials");

    await().untilAsserted(() -> assertThat(page.text()).contains("Your session has ended"));
    page.press("Sign in again");
    browser.signIn("alice");
    page.loaded();
    assertThat(browser.driver().getPageSource()).doesNotContain("ASIA");
  }

  @Test
  void keycloakLeavesThePageWhenTheSessionEnds(Stage stage) {
    AccountPage page = AccountPage.open(browser, stage, "alice");
    page.press(page.credentials("Data admin"), "Reveal");

    signOutInAnotherTab(stage);

    browser.find(By.id("username"));
    browser.signIn("alice");
    page.loaded();
    assertThat(browser.driver().getCurrentUrl()).endsWith("/account/content/aws");
  }

  @Test
  void clientThatIsMissingIsNamed(Stage stage) {
    JsonNode client = stage.admin().get(CLIENTS + "?clientId=aws-access").get(0);
    String path = CLIENTS + "/" + client.path("id").asText();
    try {
      stage.admin().put(path, ((ObjectNode) client.deepCopy()).put("enabled", false));

      AccountPage page = AccountPage.open(browser, stage, "alice");

      assertThat(page.text()).contains("not set up completely", "aws-access", "PKCE");
    } finally {
      stage.admin().put(path, client);
    }
  }

  @Test
  void clientWithoutTheScopeIsNamed(Stage stage) {
    JsonNode client = stage.admin().get(CLIENTS + "?clientId=aws-access").get(0);
    String scopes = CLIENTS + "/" + client.path("id").asText() + "/optional-client-scopes";
    String scope = scopes + "/" + stage.admin().get(scopes).get(0).path("id").asText();
    try {
      stage.admin().delete(scope);

      AccountPage page = AccountPage.open(browser, stage, "alice");

      assertThat(page.text()).contains("give the client aws-access", "optional client scope");
    } finally {
      stage.admin().put(scope, Map.of());
    }
  }

  @Test
  void clientThatThePoolDoesNotAllowIsRefusedInWords(Stage stage) {
    String path =
        "/realms/demo/components?type=io.github.keycloakcognito.pool.IdentityPoolProvider";
    JsonNode pools = stage.admin().get(path);
    try {
      for (JsonNode pool : pools) {
        ObjectNode changed = pool.deepCopy();
        ((ObjectNode) changed.path("config")).putArray("allowedClients").add("demo-app");
        stage.admin().put(component(pool), changed);
      }

      AccountPage page = AccountPage.open(browser, stage, "alice");

      assertThat(page.text()).contains("You are not allowed to do this", "client");
      browser.screenshot("account-not-allowed");
    } finally {
      pools.forEach(pool -> stage.admin().put(component(pool), pool));
    }
  }

  @Test
  void realmWithoutAPoolSaysSo(Stage stage) {
    stage.admin().post("/realms", RealmWithoutPool.REPRESENTATION);
    try {
      browser.go(stage.url("/realms/without-pool/account/content/aws"));
      browser.signIn("dora");
      AccountPage page = new AccountPage(browser, stage).loaded();

      assertThat(page.text()).contains("AWS access is not set up in this realm");
    } finally {
      stage.admin().delete("/realms/without-pool");
    }
  }

  @Test
  void roleThatAsksForARecentSignInGetsOne(Stage stage) {
    String path = "/realms/demo/roles/data-reader";
    JsonNode role = stage.admin().get(path);
    ObjectNode changed = role.deepCopy();
    ((ObjectNode) changed.path("attributes")).putArray("aws.role.max-age").add("20");
    try {
      AccountPage page = AccountPage.open(browser, stage, "alice");
      page.press(page.credentials("Data reader"), "Reveal");
      stage.admin().put(path, changed);
      await()
          .atMost(Duration.ofSeconds(40))
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                page.press(page.role("Data reader"), "Renew");
                return page.text().contains("more recent sign-in is needed");
              });

      page.press("Continue to sign-in");
      browser.find(By.id("password")).sendKeys("alice");
      browser.find(By.id("kc-login")).click();
      page.loaded();

      page.credentials("Data reader");
      assertThat(browser.driver().getCurrentUrl())
          .isEqualTo(stage.url("/realms/demo/account/content/aws").toString());
    } finally {
      stage.admin().put(path, role);
    }
  }

  private void signOutInAnotherTab(Stage stage) {
    String here = browser.driver().getWindowHandle();
    browser.driver().switchTo().newWindow(WindowType.TAB);
    browser.go(stage.url("/realms/demo/protocol/openid-connect/logout"));
    browser.find(By.id("kc-logout")).click();
    await().untilAsserted(() -> assertThat(browser.text()).contains("logged out"));
    browser.driver().close();
    browser.driver().switchTo().window(here);
  }

  private static String component(JsonNode pool) {
    return "/realms/demo/components/" + pool.path("id").asText();
  }
}
