package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** An admin keeps pools on the page that the feature declarative-ui gives Keycloak's console. */
@ExtendWith(StageExtension.class)
class AdminConsoleIT {

  private static final String PAGE = "/page-section/aws-identity-pools";
  private static final String TYPE = "org.keycloak.services.ui.extend.UiPageProvider";
  private static final String POOL_ID = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";
  private static final String PROVIDER = "login.keycloak.demo";

  private Stage stage;

  @BeforeEach
  void stage(Stage running) {
    stage = running;
  }

  @AfterEach
  void removePools() {
    pools().forEach(pool -> stage.admin().delete(realm("/components/" + pool.path("id").asText())));
  }

  @Test
  void poolIsMadeMendedEditedListedAndDeleted() {
    try (Browser browser = Browser.open()) {
      openPage(browser);
      browser.find(By.linkText("AWS identity pools (experimental)"));
      click(browser, "Create item");

      save(browser);
      awaitText(browser, "Required field");

      type(browser, "alias", "console");
      type(browser, "identityPoolId", POOL_ID);
      type(browser, "developerProviderName", "login.wrong");
      save(browser);
      awaitText(
          browser,
          "The pool was not saved, because it would not work",
          "the pool's developer provider is " + PROVIDER,
          "What to do: set developerProviderName to that name",
          "switch off \"Check with AWS when saving\"");
      browser.screenshot("admin-console-refused");
      assertThat(pools()).isEmpty();

      type(browser, "developerProviderName", PROVIDER);
      save(browser);
      await().until(() -> pools().size() == 1);
      browser.screenshot("admin-console-saved");

      openPage(browser);
      browser.find(By.linkText("console"));
      awaitText(browser, POOL_ID, PROVIDER);
      browser.screenshot("admin-console-list");
      browser.find(By.linkText("console")).click();
      type(browser, "tokenDuration", "600");
      save(browser);
      await().until(() -> setting("tokenDuration").equals("600"));

      openPage(browser);
      browser.find(By.cssSelector("table button[aria-label='Kebab toggle']")).click();
      click(browser, "Delete");
      browser.find(By.id("modal-confirm")).click();
      await().until(() -> pools().isEmpty());
      assertThat(browser.requests())
          .allMatch(request -> request.getPort() == stage.url().getPort());
    }
  }

  @Test
  void poolThatDoesNotWorkIsSavedAllTheSameWhereTheAdminSaysSo() {
    try (Browser browser = Browser.open()) {
      openPage(browser);
      click(browser, "Create item");
      type(browser, "alias", "later");
      type(browser, "identityPoolId", POOL_ID);
      type(browser, "developerProviderName", "login.later");
      WebElement toggle = browser.find(By.cssSelector("label[for='checkOnSave']"));
      browser.driver().executeScript("arguments[0].click()", toggle);
      save(browser);

      await().until(() -> pools().size() == 1);
      assertThat(setting("checkOnSave")).isEqualTo("false");
      assertThat(stage.cognito().calls()).doesNotContainKey("DescribeIdentityPool");
    }
  }

  @Test
  void pageSpeaksTheAdminsLanguage() {
    adminSpeaks("de");
    try (Browser browser = Browser.open("de")) {
      openPage(browser);
      awaitText(browser, "AWS-Identitätspools (experimentell)", "Entwickleranbieter");
      browser.find(By.cssSelector("main a[href$='/add'], main button.pf-m-primary")).click();
      awaitText(browser, "ID des Identitätspools", "Beim Speichern bei AWS prüfen");
      browser.screenshot("admin-console-german");

      type(browser, "alias", "deutsch");
      type(browser, "identityPoolId", POOL_ID);
      type(browser, "developerProviderName", "login.wrong");
      save(browser);
      awaitText(
          browser,
          "Der Pool wurde nicht gespeichert, weil er nicht funktionieren würde",
          "Abhilfe: ",
          "schalten Sie „Beim Speichern bei AWS prüfen“ aus");
      browser.screenshot("admin-console-german-refused");
      assertThat(pools()).isEmpty();
    } finally {
      adminSpeaks("en");
    }
  }

  private void adminSpeaks(String language) {
    Admin admin = stage.admin();
    admin.put(
        "/realms/master",
        Map.of(
            "internationalizationEnabled",
            !language.equals("en"),
            "supportedLocales",
            List.of("en", "de")));
    ObjectNode user = (ObjectNode) admin.get("/realms/master/users?username=admin").get(0);
    user.putObject("attributes").putArray("locale").add(language);
    admin.put("/realms/master/users/" + user.path("id").asText(), user);
  }

  private void openPage(Browser browser) {
    browser.go(stage.url("/admin/master/console/"));
    browser.go(stage.url("/admin/master/console/#/" + Stage.REALM + PAGE));
    await()
        .ignoreExceptions()
        .until(
            () ->
                !browser.driver().findElements(By.id("username")).isEmpty()
                    || !browser.driver().findElements(By.cssSelector("main h1")).isEmpty());
    if (!browser.driver().findElements(By.id("username")).isEmpty()) {
      browser.signIn("admin");
    }
  }

  private static void click(Browser browser, String text) {
    browser
        .find(By.xpath("//*[self::a or self::button][normalize-space()='" + text + "']"))
        .click();
  }

  private static void type(Browser browser, String field, String value) {
    WebElement input = browser.find(By.cssSelector("input[data-testid='" + field + "']"));
    input.sendKeys(Keys.chord(Keys.CONTROL, "a"), value);
  }

  private static void save(Browser browser) {
    browser.find(By.cssSelector("[data-testid='save']")).click();
  }

  private static void awaitText(Browser browser, String... texts) {
    await().untilAsserted(() -> assertThat(browser.text()).contains(texts));
  }

  private List<JsonNode> pools() {
    List<JsonNode> pools = new ArrayList<>();
    stage.admin().get(realm("/components?type=" + TYPE)).forEach(pools::add);
    return pools;
  }

  private String setting(String name) {
    return pools().get(0).path("config").path(name).path(0).asText();
  }

  private static String realm(String path) {
    return "/realms/" + Stage.REALM + path;
  }
}
