package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.browser.Terminal.Ran;
import java.net.URI;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.openqa.selenium.By;

/** {@code keycloak-aws login} in a terminal, and somebody with a browser who approves it. */
final class DeviceSignIn {

  private static final Pattern COMPLETE = Pattern.compile("http\\S+user_code=\\S+");

  private DeviceSignIn() {}

  /** Signs {@code username} in, whose password is the name. */
  static void as(String username, Terminal terminal, String... options) {
    Ran ran = decide(username, "accept", terminal, "", options);
    assertThat(ran.status()).as(ran.error() + ran.output()).isZero();
    assertThat(ran.error()).isEmpty();
    assertThat(ran.output()).contains("You are signed in.");
  }

  /**
   * @param button {@code accept} or {@code cancel}
   * @param shell as of {@link Terminal#in}
   */
  static Ran decide(
      String username, String button, Terminal terminal, String shell, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "login";
    System.arraycopy(options, 0, arguments, 1, options.length);
    Process login = terminal.start(shell, arguments);
    URI page =
        await()
            .until(() -> find(terminal.output(login)), Optional::isPresent)
            .map(URI::create)
            .orElseThrow();
    try (Browser browser = Browser.open()) {
      browser.go(page);
      browser.signIn(username);
      browser.find(By.name(button)).click();
      return terminal.finish(login);
    }
  }

  private static Optional<String> find(String output) {
    return COMPLETE.matcher(output).results().map(MatchResult::group).findFirst();
  }
}
