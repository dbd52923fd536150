package io.github.keycloakcognito.browser;

import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a profile of its own. */
final class Browser implements AutoCloseable {

  private static final Dimension DESKTOP = new Dimension(1280, 900);

  private final ChromeDriver driver;
  private final NetworkLog network = new NetworkLog();

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** One that prefers English. */
  static Browser open() {
    return open("en");
  }

  /**
   * One in a language.
   *
   * @param language a tag like {@code de}, which the browser sends and its pages see
   */
  static Browser open(String language) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options =
        new ChromeOptions()
            .setBinary(tool("chromium").toString())
            .addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--lang=" + language,
                "--force-device-scale-factor=1");
    options.setCapability("goog:loggingPrefs", logs);
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    ChromeDriver driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(tool("chromedriver").toFile())
                .build(),
            options);
    driver.manage().window().setSize(DESKTOP);
    return new Browser(driver);
  }

  ChromeDriver driver() {
    return driver;
  }

  void go(URI page) {
    driver.get(page.toString());
  }

  /** Fills in Keycloak's sign-in page, which has to be open. The password is the user's name. */
  void signIn(String username) {
    find(By.id("username")).sendKeys(username);
    find(By.id("password")).sendKeys(username);
    find(By.id("kc-login")).click();
  }

  /** The element, once it is there and can be seen. */
  WebElement find(By by) {
    return await(by.toString())
        .ignoreExceptions()
        .until(
            () -> driver.findElements(by).stream().filter(WebElement::isDisplayed).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** The page's text as it is seen. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** As on a phone: a width in CSS pixels, which no window of a desktop can be. */
  void phone(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 2, "mobile", true));
  }

  /** Whether pages are told that their reader prefers dark ones. */
  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Lets pages of an origin write the clipboard, and this test read it. */
  void allowClipboard(URI origin) {
    Map<String, Object> grant = new HashMap<>();
    grant.put("origin", origin.toString());
    grant.put("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite"));
    driver.executeCdpCommand("Browser.grantPermissions", grant);
  }

  String clipboard() {
    return (String)
        driver.executeAsyncScript(
            "navigator.clipboard.readText().then(arguments[0], e => arguments[0](String(e)))");
  }

  /**
   * Runs a script in the page.
   *
   * @return its value, null where it has none
   */
  Object run(String script) {
    return driver.executeScript(script);
  }

  /** URLs of all requests that were made since the start, besides {@code data:} and the like. */
  List<URI> requests() {
    return network.requests(driver.manage().logs().get(LogType.PERFORMANCE));
  }

  /** What axe-core finds wrong in the parts of the page that a CSS selector names. */
  List<String> violations(String selector) {
    return new AxeBuilder()
        .include(List.of(selector)).analyze(driver).getViolations().stream()
            .map(Browser::describe)
            .toList();
  }

  /** {@code target/screenshots/<name>.png}: what is in the window. */
  Path screenshot(String name) {
    try {
      Path folder = Files.createDirectories(Path.of(System.getProperty("browser.screenshots")));
      return Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static String describe(Rule rule) {
    return rule.getId()
        + " ("
        + rule.getImpact()
        + "): "
        + rule.getNodes().stream().map(node -> node.getHtml()).toList();
  }

  private static Path tool(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name + " in PATH"));
  }
}
