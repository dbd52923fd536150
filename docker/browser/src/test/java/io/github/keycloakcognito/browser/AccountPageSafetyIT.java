package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Where the secrets of the page "AWS access" are, and where it gets its parts from. */
@ExtendWith(StageExtension.class)
class AccountPageSafetyIT extends BrowserTest {

  private static final Pattern SECRET = Pattern.compile("SECRET_ACCESS_KEY='([^']{20,})'");

  @Test
  void everythingComesFromKeycloak(Stage stage) {
    AccountPage page = AccountPage.open(browser, stage, "alice");
    page.credentials("Data admin");

    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(request -> request.getPort() == stage.url().getPort())
        .noneMatch(request -> request.toString().contains("ASIA"));
    assertThat(browser.run("return document.querySelectorAll('.kca script, .kca style').length"))
        .isEqualTo(0L);
    assertThat(browser.run("return document.querySelectorAll('.kca [style]').length"))
        .isEqualTo(0L);
  }

  @Test
  void contentSecurityPolicyIsKeycloaksOwn(Stage stage) throws Exception {
    String ours = policy(stage, "demo");

    assertThat(ours).isEqualTo(policy(stage, "master")).contains("frame-ancestors 'self'");
  }

  @Test
  void secretsAreInNoStorageAndNoAddress(Stage stage) {
    String secret = reveal(stage);

    Object stored =
        browser.run(
            "return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,"
                + " history.state, location.href])");

    assertThat(String.valueOf(stored)).doesNotContain(secret).doesNotContain("ASIA");
    assertThat(String.valueOf(stored)).doesNotContain("eyJ");
  }

  @Test
  void secretsGoWhenThePageIsLeftWithinTheConsole(Stage stage) {
    String secret = reveal(stage);

    browser.find(By.linkText("Personal info")).click();
    browser.find(By.id("username"));
    assertThat(page()).doesNotContain(secret).doesNotContain("ASIA");
    browser.find(By.linkText("AWS access")).click();
    new AccountPage(browser, stage).loaded();

    assertThat(page()).doesNotContain(secret).doesNotContain("••••");
  }

  @Test
  void secretsGoWhenTheBrowserLeavesThePage(Stage stage) {
    String secret = reveal(stage);
    browser.run("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))");

    assertThat(page()).doesNotContain(secret);

    browser.driver().navigate().to("about:blank");
    browser.driver().navigate().back();
    new AccountPage(browser, stage).loaded();
    assertThat(page()).doesNotContain(secret);
  }

  @Test
  void secretsGoWhenTheyExpire(Stage stage) {
    String secret = reveal(stage);

    browser.run("const now = Date.now; Date.now = () => now() + 5 * 3600 * 1000");

    AccountPage page = new AccountPage(browser, stage);
    await().untilAsserted(() -> assertThat(page.text()).contains("have expired"));
    assertThat(page()).doesNotContain(secret);
  }

  @Test
  void secretsGoWhenTheyAreHiddenAgain(Stage stage) {
    String secret = reveal(stage);
    AccountPage page = new AccountPage(browser, stage);

    page.press("Hide");
    await().untilAsserted(() -> assertThat(page()).doesNotContain(secret));
    page.press("Reveal");
    await().untilAsserted(() -> assertThat(page()).contains(secret));
    page.press(page.role("Data admin"), "Credentials");

    await().untilAsserted(() -> assertThat(page()).doesNotContain(secret));
  }

  /** Shows credentials, and gives the secret among them. */
  private String reveal(Stage stage) {
    AccountPage page = AccountPage.open(browser, stage, "alice");
    page.press(page.credentials("Data admin"), "Reveal");
    Matcher secret = await().until(() -> SECRET.matcher(page.code()), Matcher::find);
    return secret.group(1);
  }

  private String page() {
    return (String) browser.run("return document.documentElement.outerHTML");
  }

  private static String policy(Stage stage, String realm) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(stage.url("/realms/" + realm + "/account/content/aws"))
                    .build(),
                BodyHandlers.ofString());
    return answer.headers().firstValue("Content-Security-Policy").orElseThrow();
  }
}
