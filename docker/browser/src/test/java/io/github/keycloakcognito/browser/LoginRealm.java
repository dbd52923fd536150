package io.github.keycloakcognito.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;

/** A realm of its own with every kind of sign-in page, and the mail server it sends through. */
final class LoginRealm implements AutoCloseable {

  static final String PREFIX = "cognito.login.";

  private final Stage stage;
  private final String name;
  private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());

  LoginRealm(Stage stage, String name) {
    this.stage = stage;
    this.name = name;
    mail.start();
    stage.admin().post("/realms", representation());
  }

  /** Sets these of the theme's attributes, named without their prefix, and removes all others. */
  void brand(Map<String, String> attributes) {
    ObjectNode all = (ObjectNode) stage.admin().get("/realms/" + name).path("attributes");
    List.copyOf(all.properties()).stream()
        .map(Map.Entry::getKey)
        .filter(key -> key.startsWith(PREFIX))
        .forEach(all::remove);
    attributes.forEach((key, value) -> all.put(PREFIX + key, value));
    stage.admin().put("/realms/" + name, Map.of("attributes", all));
  }

  void theme(String theme) {
    ObjectNode change = new ObjectMapper().createObjectNode().put("loginTheme", theme);
    stage.admin().put("/realms/" + name, change);
  }

  URI signInPage() {
    return stage.url(
        "/realms/"
            + name
            + "/protocol/openid-connect/auth?client_id=app&response_type=code&scope=openid&redirect_uri="
            + home());
  }

  /** Where a signed-in user comes to. */
  URI home() {
    return stage.url("/realms/" + name + "/account/");
  }

  /** Goes to a page from the start: sign-in, register, reset, verify, otp-setup or otp. */
  void open(Browser browser, String page) {
    browser.driver().manage().deleteAllCookies();
    browser.go(signInPage());
    switch (page) {
      case "register" -> browser.find(By.cssSelector("#kc-registration a")).click();
      case "reset" -> browser.find(By.cssSelector("a[href*=reset-credentials]")).click();
      case "verify", "otp-setup", "otp" -> browser.signIn(page);
      default -> browser.find(By.id("kc-login"));
    }
    browser.find(By.cssSelector("[data-page-id='" + PAGE_IDS.get(page) + "']"));
  }

  /** The account console, which is the app here, at once asks for another sign-in, for itself. */
  static void awaitSignedIn(Browser browser) {
    await().until(() -> browser.driver().manage().getCookieNamed("KEYCLOAK_IDENTITY") != null);
  }

  static final Map<String, String> PAGE_IDS =
      Map.of(
          "sign-in", "login-login",
          "register", "login-register",
          "reset", "login-login-reset-password",
          "verify", "login-login-verify-email",
          "otp-setup", "login-login-config-totp",
          "otp", "login-login-otp");

  @Override
  public void close() {
    stage.admin().delete("/realms/" + name);
    mail.stop();
  }

  private Map<String, Object> representation() {
    return Map.ofEntries(
        Map.entry("realm", name),
        Map.entry("displayName", "Northwind Traders"),
        Map.entry("enabled", true),
        Map.entry("loginTheme", "cognito"),
        Map.entry("registrationAllowed", true),
        Map.entry("resetPasswordAllowed", true),
        Map.entry("rememberMe", true),
        Map.entry("internationalizationEnabled", true),
        Map.entry("supportedLocales", List.of("en", "de", "es", "fr", "ja", "ar")),
        Map.entry("defaultLocale", "en"),
        Map.entry(
            "smtpServer",
            Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(mail.getSmtp().getPort()),
                "from", "no-reply@northwind.example")),
        Map.entry(
            "users",
            List.of(
                user("kim", List.of(), List.of(password("kim"))),
                user("verify", List.of("VERIFY_EMAIL"), List.of(password("verify"))),
                user("otp-setup", List.of("CONFIGURE_TOTP"), List.of(password("otp-setup"))),
                user("otp", List.of(), List.of(password("otp"), totp())))),
        Map.entry(
            "clients",
            List.of(
                Map.of(
                    "clientId",
                    "app",
                    "publicClient",
                    true,
                    "redirectUris",
                    List.of(home().toString()),
                    "baseUrl",
                    home().toString(),
                    "attributes",
                    Map.of("cognito.login.guest-link", "true")))),
        Map.entry(
            "identityProviders", List.of(social("google"), social("facebook"), social("github"))));
  }

  private static Map<String, Object> user(
      String name, List<String> actions, List<Map<String, Object>> credentials) {
    return Map.of(
        "username",
        name,
        "enabled",
        true,
        "email",
        name + "@northwind.example",
        "emailVerified",
        actions.isEmpty(),
        "firstName",
        "Kim",
        "lastName",
        "Lee",
        "requiredActions",
        actions,
        "credentials",
        credentials);
  }

  private static Map<String, Object> password(String value) {
    return Map.of("type", "password", "value", value);
  }

  private static Map<String, Object> totp() {
    return Map.of(
        "type",
        "otp",
        "secretData",
        "{\"value\":\"a secret of the test\"}",
        "credentialData",
        "{\"subType\":\"totp\",\"digits\":6,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
  }

  private static Map<String, Object> social(String provider) {
    return Map.of(
        "alias",
        provider,
        "providerId",
        provider,
        "enabled",
        true,
        "config",
        Map.of("clientId", "x", "clientSecret", "x"));
  }
}
