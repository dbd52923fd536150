package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The sign-in pages of a realm with a brand, and of one without. */
@ExtendWith(StageExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class LoginThemeIT {

  private static final String TEAL = "rgb(15, 118, 110)";
  private static final Map<String, String> BRAND =
      Map.of(
          "logo-url", picture("logo"),
          "logo-url-dark", picture("logo-dark"),
          "favicon-url", picture("logo"),
          "primary-color", "#0f766e",
          "primary-color-dark", "#5eead4",
          "background-color", "#e6f2ef",
          "background-color-dark", "#06201d",
          "radius", "18",
          "css", ".pf-v5-c-login__main { border: 1px solid rgb(15 118 110 / 20%); }");

  private Stage stage;
  private LoginRealm realm;

  @BeforeAll
  void open(Stage theStage) {
    stage = theStage;
    realm = new LoginRealm(stage, "login-pages");
  }

  @AfterAll
  void close() {
    realm.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign-in", "register", "reset", "verify", "otp-setup", "otp"})
  void pageHasTheBrandInLightAndDark(String page) {
    realm.brand(BRAND);
    try (Browser browser = Browser.open()) {
      browser.driver().manage().window().setSize(new Dimension(1280, 1180));
      realm.open(browser, page);

      assertThat(style(browser, "#kc-header-wrapper", "background-image"))
          .isEqualTo("url(\"" + BRAND.get("logo-url") + "\")");
      assertThat(style(browser, "body", "background-color")).isEqualTo("rgb(230, 242, 239)");
      assertThat(style(browser, "main", "border-radius")).isEqualTo("18px");
      assertThat(style(browser, "main", "border-top-width")).isEqualTo("1px");
      if (page.equals("verify")) {
        assertThat(style(browser, "main a", "color")).isEqualTo(TEAL);
      } else {
        assertThat(style(browser, "main .pf-m-primary", "background-color")).isEqualTo(TEAL);
      }
      assertThat(browser.violations("html")).isEmpty();
      browser.screenshot("login-" + page);

      browser.dark(true);
      await()
          .untilAsserted(
              () ->
                  assertThat(style(browser, "body", "background-color"))
                      .isEqualTo("rgb(6, 32, 29)"));
      assertThat(style(browser, "#kc-header-wrapper", "background-image"))
          .isEqualTo("url(\"" + BRAND.get("logo-url-dark") + "\")");
      assertThat(browser.violations("html")).isEmpty();
      browser.screenshot("login-" + page + "-dark");

      assertThat(browser.requests())
          .allMatch(request -> request.getAuthority().equals(stage.url().getAuthority()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign-in", "register", "reset", "verify", "otp-setup", "otp"})
  void pageWithoutBrandIsInOrder(String page) {
    realm.brand(Map.of());
    try (Browser browser = Browser.open()) {
      realm.open(browser, page);

      assertThat(browser.find(By.id("kc-header-wrapper")).getText()).isEqualTo("Northwind Traders");
      assertThat(browser.violations("html")).isEmpty();
      browser.screenshot("login-plain-" + page);
      browser.dark(true);
      await()
          .untilAsserted(
              () ->
                  assertThat(style(browser, "body", "background-color"))
                      .isEqualTo("rgb(15, 18, 20)"));
      assertThat(browser.violations("html")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#ffffff", "#000000", "#ffe600", "#767676", "#777777", "#ff0000", "#00ff00", "#0000ff"
      })
  void everyColourCanBeRead(String color) {
    realm.brand(Map.of("primary-color", color, "background-color", color));
    try (Browser browser = Browser.open()) {
      realm.open(browser, "sign-in");

      assertThat(browser.violations("html")).isEmpty();
      browser.dark(true);
      assertThat(browser.violations("html")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "card-color, #333333",
    "card-color, #bbbbbb",
    "card-color-dark, #ffffff",
    "card-color-dark, #555555"
  })
  void cardOnWhichTextCannotBeReadIsLeftOut(String attribute, String color) {
    realm.brand(Map.of(attribute, color));
    try (Browser browser = Browser.open()) {
      realm.open(browser, "sign-in");

      assertThat(browser.driver().getPageSource())
          .contains("left out: cognito.login." + attribute + ": the text");
    }
  }

  @Test
  void cardColourIsTaken() {
    realm.brand(Map.of("card-color", "#FFF8F0", "card-color-dark", "#123"));
    try (Browser browser = Browser.open()) {
      realm.open(browser, "sign-in");

      assertThat(style(browser, "main", "background-color")).isEqualTo("rgb(255, 248, 240)");
      assertThat(browser.violations("html")).isEmpty();
      browser.dark(true);
      await()
          .untilAsserted(
              () ->
                  assertThat(style(browser, "main", "background-color"))
                      .isEqualTo("rgb(17, 34, 51)"));
      assertThat(browser.violations("html")).isEmpty();
    }
  }

  @Test
  void signInByKeyboardAlone() {
    realm.brand(BRAND);
    try (Browser browser = Browser.open()) {
      realm.open(browser, "sign-in");

      new Actions(browser.driver())
          .sendKeys("kim", Keys.TAB, "kim", Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB)
          .perform();
      assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
          .isEqualTo("kc-login");
      assertThat(style(browser, "#kc-login", "outline-style")).isEqualTo("solid");
      new Actions(browser.driver()).sendKeys(Keys.ENTER).perform();

      LoginRealm.awaitSignedIn(browser);
    }
  }

  @Test
  void guestGoesBackToTheApp() {
    realm.brand(Map.of());
    try (Browser browser = Browser.open("de")) {
      realm.open(browser, "sign-in");

      assertThat(browser.find(By.linkText("Als Gast fortfahren")).getDomProperty("href"))
          .isEqualTo(realm.home().toString());
      realm.open(browser, "reset");
      assertThat(browser.driver().findElements(By.id("cognito-guest"))).isEmpty();
    }
  }

  @Test
  void iconInTheTabIsTheRealms() {
    realm.brand(Map.of("favicon-url", "/brand/icon.ico"));
    try (Browser browser = Browser.open()) {
      realm.open(browser, "sign-in");

      await()
          .untilAsserted(
              () ->
                  assertThat(
                          browser
                              .driver()
                              .executeScript(
                                  "return [...document.querySelectorAll('link[rel~=icon]')]"
                                      + ".map(icon => icon.parentNode.tagName + icon.href).join()"))
                      .isEqualTo("HEAD" + stage.url("/brand/icon.ico")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es", "fr", "ja", "ar"})
  void phoneShowsAllOfItInEveryLanguage(String language) {
    realm.brand(BRAND);
    try (Browser browser = Browser.open(language)) {
      browser.phone(360);
      for (String page : new String[] {"sign-in", "register", "otp-setup"}) {
        realm.open(browser, page);

        assertThat(
                browser
                    .driver()
                    .executeScript("return document.documentElement.scrollWidth <= innerWidth"))
            .as(page)
            .isEqualTo(true);
        browser.screenshot("login-" + page + "-phone-" + language);
      }
    }
  }

  @Test
  void securityHeadersAreThoseOfTheStockTheme() throws Exception {
    realm.brand(BRAND);
    HttpHeaders ours = headers(realm.signInPage());
    realm.theme("keycloak.v2");
    HttpHeaders stock = headers(realm.signInPage());
    realm.theme("cognito");

    for (String name : stock.map().keySet()) {
      if (!name.equals("set-cookie") && !name.equals("content-length")) {
        assertThat(ours.allValues(name)).as(name).isEqualTo(stock.allValues(name));
      }
    }
    assertThat(stock.allValues("content-security-policy")).hasSize(1);
  }

  private static HttpHeaders headers(URI page) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
        .headers();
  }

  private static String style(Browser browser, String selector, String property) {
    return (String)
        browser
            .driver()
            .executeScript(
                "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]",
                selector,
                property);
  }

  private static String picture(String name) {
    try (InputStream file =
        LoginThemeIT.class.getResourceAsStream("/login-theme/" + name + ".png")) {
      return "data:image/png;base64," + Base64.getEncoder().encodeToString(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
