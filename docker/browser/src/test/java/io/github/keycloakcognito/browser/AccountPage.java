package io.github.keycloakcognito.browser;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The page "AWS access" of the account console, in English where a button is meant. */
record AccountPage(Browser browser, Stage stage) {

  static final String SECTION = ".kca";

  /** Goes there through the sign-in page. The password is the user's name. */
  static AccountPage open(Browser browser, Stage stage, String username) {
    browser.go(stage.url("/realms/demo/account/content/aws"));
    browser.signIn(username);
    return new AccountPage(browser, stage).loaded();
  }

  /** Once it shows roles, or why there are none. */
  AccountPage loaded() {
    browser.find(By.cssSelector(".kca-role, .kca .pf-v5-c-empty-state"));
    return this;
  }

  /** The row of a role. */
  WebElement role(String label) {
    return browser.find(
        By.xpath("//li[contains(@class, 'kca-role')][.//h3[normalize-space() = '" + label + "']]"));
  }

  /** Gets the credentials of a role, and waits for them. */
  WebElement credentials(String label) {
    press(role(label), "Credentials");
    return browser.find(By.cssSelector(".kca-panel"));
  }

  /** The button in a part of the page whose text begins so, once it can be seen. */
  WebElement button(WebElement part, String text) {
    By by = By.xpath(".//button[starts-with(normalize-space(), '" + text + "')]");
    return await(text)
        .ignoreExceptions()
        .until(
            () -> part.findElements(by).stream().filter(WebElement::isDisplayed).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  void press(WebElement part, String text) {
    button(part, text).click();
  }

  void press(String text) {
    press(browser.find(By.cssSelector(SECTION)), text);
  }

  /** What the panel of credentials shows. */
  String code() {
    return browser.find(By.cssSelector(".kca-panel code")).getText();
  }

  /** What the panel's copy button puts into the clipboard, in a format. */
  String copied(String format) {
    WebElement panel = browser.find(By.cssSelector(".kca-panel"));
    browser.run("navigator.clipboard.writeText('')");
    press(panel, format);
    panel.findElement(By.cssSelector("[role=tabpanel] button.pf-m-primary")).click();
    return await().until(browser::clipboard, text -> !text.isEmpty());
  }

  /** The section's text as it is seen. */
  String text() {
    return browser.find(By.cssSelector(SECTION)).getText();
  }

  /** What axe-core finds wrong in the section, in light and in dark. */
  List<String> violations() {
    List<String> light = browser.violations(SECTION);
    browser.dark(true);
    browser.find(By.cssSelector("html.pf-v5-theme-dark"));
    List<String> dark = browser.violations(SECTION);
    browser.dark(false);
    browser.find(By.cssSelector("html:not(.pf-v5-theme-dark)"));
    return List.of(light, dark).stream().flatMap(List::stream).toList();
  }
}
