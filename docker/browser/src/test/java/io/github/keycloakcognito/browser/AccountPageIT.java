package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The jobs for which people open the page "AWS access". */
@ExtendWith(StageExtension.class)
class AccountPageIT extends BrowserTest {

  @Test
  void copiedVariablesWorkInTheShell(Stage stage) {
    browser.allowClipboard(stage.url());
    browser.go(stage.url("/realms/demo/account/"));
    browser.signIn("alice");
    browser.find(By.linkText("AWS access")).click();
    AccountPage page = new AccountPage(browser, stage).loaded();

    assertThat(page.text())
        .contains("Account 123456789012", "Data admin", "Data reader")
        .contains("Account 210987654321", "Report viewer");
    WebElement panel = page.credentials("Data admin");
    assertThat(page.code()).contains("AWS_SESSION_TOKEN='••••••••'").doesNotContain("ASIA");
    page.press(panel, "Reveal");

    await().untilAsserted(() -> assertThat(page.code()).contains("AWS_ACCESS_KEY_ID='ASIA"));
    String copied = page.copied("Bash");
    assertThat(copied.strip()).isEqualTo(page.code().strip());
    assertThat(AwsCli.callerIdentity(stage, copied, Map.of()))
        .contains(":assumed-role/DataAdmin/alice");
  }

  @Test
  void roleOfAnotherPoolWorks(Stage stage) {
    browser.allowClipboard(stage.url());
    AccountPage page = AccountPage.open(browser, stage, "alice");

    page.credentials("Report viewer");

    assertThat(AwsCli.callerIdentity(stage, page.copied("Bash"), Map.of()))
        .contains("210987654321:assumed-role/ReportViewer/alice");
  }

  @Test
  void copiedFileWorksAsProfile(Stage stage, @TempDir Path folder) throws Exception {
    browser.allowClipboard(stage.url());
    AccountPage page = AccountPage.open(browser, stage, "alice");
    page.credentials("Data reader");

    Path file = Files.writeString(folder.resolve("credentials"), page.copied("Credentials file"));

    assertThat(
            AwsCli.callerIdentity(
                stage,
                "",
                Map.of(
                    "AWS_SHARED_CREDENTIALS_FILE",
                    file.toString(),
                    "AWS_PROFILE",
                    "demo-data-reader")))
        .contains(":assumed-role/DataReader/alice");
  }

  @Test
  void otherFormatsHoldTheSame(Stage stage) throws Exception {
    browser.allowClipboard(stage.url());
    AccountPage page = AccountPage.open(browser, stage, "alice");
    page.credentials("Data reader");

    JsonNode json = new ObjectMapper().readTree(page.copied("JSON"));

    String secret = json.path("SecretAccessKey").asText();
    assertThat(json.path("Version").asInt()).isEqualTo(1);
    assertThat(page.copied("PowerShell")).contains("$Env:AWS_SECRET_ACCESS_KEY='" + secret + "'");
    assertThat(page.copied("Command Prompt"))
        .contains("set \"AWS_SECRET_ACCESS_KEY=" + secret + "\"");
    assertThat(page.copied("Automatic renewal"))
        .isEqualTo(
            """
            [profile demo-data-reader]
            credential_process = keycloak-aws credentials --pool default --role data-reader
            """);
  }

  @Test
  void timeLeftCountsDown(Stage stage) {
    AccountPage page = AccountPage.open(browser, stage, "alice");
    WebElement panel = page.credentials("Data admin");
    WebElement timer = panel.findElement(By.cssSelector("[role=timer]"));
    String first = timer.getText();
    assertThat(first).matches("Valid for (3:5\\d|4:00):\\d\\d, until .*");

    await().untilAsserted(() -> assertThat(timer.getText()).isNotEqualTo(first));
  }

  @Test
  void renewingGivesOtherCredentialsUnlessTheyAreNewAlready(Stage stage) {
    AccountPage page = AccountPage.open(browser, stage, "alice");
    WebElement panel = page.credentials("Data admin");
    page.press(panel, "Reveal");
    String first = await().until(page::code, code -> code.contains("AWS_ACCESS_KEY_ID='ASIA"));

    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              page.press(panel, "Renew");
              return page.code();
            },
            code -> !code.equals(first));

    String renewed = page.code();
    assertThat(renewed).contains("AWS_ACCESS_KEY_ID='ASIA");
    page.press(panel, "Renew");
    await().untilAsserted(() -> assertThat(page.text()).contains("they were issued only just now"));
    assertThat(page.code()).isEqualTo(renewed);
  }

  @Test
  void consoleOpensInATabOfItsOwn(Stage stage) {
    AccountPage page = AccountPage.open(browser, stage, "alice");
    Object visited = browser.run("return history.length");
    String here = browser.driver().getWindowHandle();

    page.press(page.role("Data reader"), "Open console");

    String there =
        await()
            .until(
                () ->
                    browser.driver().getWindowHandles().stream()
                        .filter(handle -> !handle.equals(here))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    assertThat(browser.driver().getPageSource()).doesNotContain("SigninToken");
    assertThat(browser.run("return history.length")).isEqualTo(visited);
    browser.driver().switchTo().window(there);
    await()
        .untilAsserted(
            () -> assertThat(browser.driver().getCurrentUrl()).contains("console.aws.amazon.com"));
    assertThat(browser.run("return window.opener")).isNull();
  }

  @Test
  void loginIsLinkedAndUnlinked(Stage stage) {
    browser.go(stage.url("/realms/demo/account/content/aws"));
    browser.find(By.id("social-partner")).click();
    await().until(() -> browser.driver().getCurrentUrl().contains("/realms/partner/"));
    browser.signIn("carol");
    AccountPage page = new AccountPage(browser, stage).loaded();
    WebElement card = browser.find(By.cssSelector(".kca-card"));

    page.press(card, "Link");
    await().untilAsserted(() -> assertThat(card.getText()).contains("Linked", "Identity ID"));
    page.press(card, "Unlink");
    WebElement dialog = browser.find(By.cssSelector("dialog[open]"));
    assertThat(page.violations()).isEmpty();
    page.press(dialog, "Cancel");
    assertThat(card.getText()).contains("Linked");
    page.press(card, "Unlink");
    page.press(browser.find(By.cssSelector("dialog[open]")), "Unlink");

    await().untilAsserted(() -> assertThat(card.getText()).doesNotContain("Linked"));
    assertThat(browser.driver().switchTo().activeElement().getText()).startsWith("Link");
  }
}
