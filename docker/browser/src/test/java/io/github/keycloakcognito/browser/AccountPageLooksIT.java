package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page "AWS access" for all kinds of people, on all kinds of screens. */
@ExtendWith(StageExtension.class)
class AccountPageLooksIT {

  private static final Dimension TALL = new Dimension(1280, 1300);

  @Test
  void noViolationInLightAndDark(Stage stage) {
    try (Browser browser = Browser.open()) {
      browser.driver().manage().window().setSize(TALL);
      AccountPage page = AccountPage.open(browser, stage, "alice");
      assertThat(page.violations()).isEmpty();
      browser.screenshot("account-overview");

      page.press(page.credentials("Data admin"), "Reveal");
      assertThat(page.violations()).isEmpty();
      browser.run(
          "const code = document.querySelector('.kca-panel code');"
              + "code.textContent = code.textContent.replace(/'[^']+'/g, \"'EXAMPLE…'\")");
      browser.screenshot("account-revealed");
      browser.dark(true);
      browser.screenshot("account-dark");
    }
  }

  @Test
  void fitsAPhone(Stage stage) {
    try (Browser browser = Browser.open()) {
      browser.phone(360);
      AccountPage page = AccountPage.open(browser, stage, "alice");
      page.press(page.credentials("Data admin"), "Reveal");

      Object tooWide =
          browser.run(
              "return [...document.querySelectorAll('.kca, .kca *')]"
                  + ".filter(e => e.getBoundingClientRect().right > 361"
                  + " && !e.closest('.pf-v5-u-screen-reader')).map(e => e.outerHTML)");

      assertThat((List<?>) tooWide).isEmpty();
      assertThat(browser.run("return document.documentElement.scrollWidth <= 360")).isEqualTo(true);
      assertThat(browser.violations(AccountPage.SECTION)).isEmpty();
      page.press("Hide");
      browser.run("document.querySelector('.kca-account').scrollIntoView()");
      browser.screenshot("account-phone");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "de, AWS-Zugang, Zugangsdaten",
    "es, Acceso a AWS, Credenciales",
    "fr, Accès AWS, Identifiants",
    "ja, AWSアクセス, 認証情報"
  })
  void speaksTheBrowsersLanguage(String language, String title, String button, Stage stage) {
    try (Browser browser = Browser.open(language)) {
      AccountPage page = AccountPage.open(browser, stage, "alice");

      assertThat(page.text()).startsWith(title).contains(button).doesNotContain("aws.");
      assertThat(browser.find(By.linkText(title)).getAttribute("aria-current")).isEqualTo("page");
      assertThat(page.violations()).isEmpty();
      browser.screenshot("account-" + language);
    }
  }

  @Test
  void followsAChangeOfTheLanguage(Stage stage) {
    try (Browser browser = Browser.open()) {
      AccountPage page = AccountPage.open(browser, stage, "alice");

      browser.run("dispatchEvent(new CustomEvent('languageChanged', {detail: {language: 'ja'}}))");

      await().untilAsserted(() -> assertThat(page.text()).startsWith("AWSアクセス"));
    }
  }

  @Test
  void mainJobNeedsNoMouse(Stage stage) {
    try (Browser browser = Browser.open()) {
      browser.allowClipboard(stage.url());
      AccountPage page = AccountPage.open(browser, stage, "alice");

      tabTo(browser, "Credentials");
      type(browser, Keys.ENTER);
      browser.find(By.cssSelector(".kca-panel"));
      assertThat(focus(browser).getDomAttribute("aria-expanded")).isEqualTo("true");
      tabTo(browser, "Bash");
      type(browser, Keys.ARROW_RIGHT);
      assertThat(focus(browser).getText()).isEqualTo("PowerShell");
      tabTo(browser, "Copy");
      type(browser, Keys.ENTER);

      await().untilAsserted(() -> assertThat(browser.clipboard()).startsWith("$Env:AWS_"));
      assertThat(focus(browser).getText()).startsWith("Copied");
      assertThat(page.text()).contains("Copied");
    }
  }

  @Test
  void fiveHundredRolesStayUsable(Stage stage) {
    try (ManyRoles many = ManyRoles.create(stage.admin(), 500);
        Browser browser = Browser.open()) {
      AccountPage page = AccountPage.open(browser, stage, many.person().username());
      assertThat(page.text()).contains("500 of 500 roles");
      assertThat(browser.driver().findElements(By.cssSelector(".kca-role"))).hasSizeLessThan(60);
      browser.screenshot("account-many-roles");

      long before = System.nanoTime();
      browser.find(By.cssSelector(".kca input[type=search]")).sendKeys("team-123");
      await().untilAsserted(() -> assertThat(page.text()).contains("1 of 500 roles"));
      Duration took = Duration.ofNanos(System.nanoTime() - before);

      assertThat(took).isLessThan(Duration.ofSeconds(3));
      assertThat(page.role("Team 123").isDisplayed()).isTrue();
      assertThat(page.violations()).isEmpty();
      page.credentials("Team 123");
    }
  }

  private static void tabTo(Browser browser, String text) {
    for (int i = 0; i < 60; i++) {
      type(browser, Keys.TAB);
      if (focus(browser).getText().startsWith(text)) {
        return;
      }
    }
    throw new AssertionError("Tab never came to " + text);
  }

  private static void type(Browser browser, Keys key) {
    new Actions(browser.driver()).sendKeys(key).perform();
  }

  private static WebElement focus(Browser browser) {
    return browser.driver().switchTo().activeElement();
  }
}
