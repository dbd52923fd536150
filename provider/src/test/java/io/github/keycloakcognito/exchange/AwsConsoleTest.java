package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsConsoleTest {

  private static final AwsConsole CONSOLE =
      new AwsConsole(
          URI.create("https://signin.aws.amazon.com/federation"),
          "console.aws.amazon.com",
          "eu-west-1");

  @Test
  void homeIsInTheRegion() {
    assertThat(CONSOLE.home())
        .hasToString("https://console.aws.amazon.com/console/home?region=eu-west-1");
    assertThat(CONSOLE.page(CONSOLE.home().toString())).hasValue(CONSOLE.home());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://console.aws.amazon.com",
        "https://console.aws.amazon.com/s3/home?region=eu-west-1#bucket",
        "https://eu-west-1.console.aws.amazon.com/cognito",
        "https://123456789012-abc.eu-west-1.console.aws.amazon.com/",
        "HTTPS://CONSOLE.AWS.AMAZON.COM/"
      })
  void takesItsOwnPages(String url) {
    assertThat(CONSOLE.page(url)).hasValue(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/s3",
        "s3",
        "//console.aws.amazon.com/",
        "http://console.aws.amazon.com/",
        "https://example.org/",
        "https://example.org/console.aws.amazon.com",
        "https://example.org/?https://console.aws.amazon.com/",
        "https://example.org#console.aws.amazon.com",
        "https://evilconsole.aws.amazon.com/",
        "https://aws.amazon.com/",
        "https://signin.aws.amazon.com/federation?Action=logout",
        "https://console.aws.amazon.com.example.org/",
        "https://console.aws.amazon.com@example.org/",
        "https://console.aws.amazon.com%2F@example.org/",
        "https://user@console.aws.amazon.com/",
        "https://console.aws.amazon.com:444/",
        "https://console.aws.amazon.com./",
        "https://example.org\\.console.aws.amazon.com/",
        "https://example.org\t.console.aws.amazon.com/",
        "https://example.org／.console.aws.amazon.com/",
        "javascript:alert(1)//console.aws.amazon.com",
        "data:text/html,https://console.aws.amazon.com",
        "https:console.aws.amazon.com",
        "https:///console.aws.amazon.com",
        "https://console.aws.amazon.com/\r\nSet-Cookie: a=b",
        "https://console.amazonaws.cn/"
      })
  void leadsNowhereElse(String url) {
    assertThat(CONSOLE.page(url)).isEmpty();
  }

  @Test
  void loginCarriesTheTokenAndNothingThatBreaksOut() {
    URI login =
        CONSOLE.login(
            "to+ken&Action=x",
            URI.create("https://console.aws.amazon.com/s3?a=b&c=d#e"),
            URI.create("https://keycloak.example/realms/demo/account?x=1&y"));

    assertThat(login)
        .hasToString(
            "https://signin.aws.amazon.com/federation?Action=login"
                + "&Issuer=https%3A%2F%2Fkeycloak.example%2Frealms%2Fdemo%2Faccount%3Fx%3D1%26y"
                + "&Destination=https%3A%2F%2Fconsole.aws.amazon.com%2Fs3%3Fa%3Db%26c%3Dd%23e"
                + "&SigninToken=to%2Bken%26Action%3Dx");
  }
}
