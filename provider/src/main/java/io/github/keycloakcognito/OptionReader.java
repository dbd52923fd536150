package io.github.keycloakcognito;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.keycloak.Config;

/**
 * Reads server options and refuses bad ones with a message that names the option as it is typed, so
 * that Keycloak stops at start with a line an operator can act on.
 */
final class OptionReader {

  private static final String PREFIX = "--spi-realm-restapi-extension--cognito--";

  private final Config.Scope scope;

  OptionReader(Config.Scope scope) {
    this.scope = scope;
  }

  /** Null where it is not given. */
  String text(String option) {
    String value = scope.get(camelCase(option));
    return value == null || value.isBlank() ? null : value.trim();
  }

  Duration millis(String option, int fallback) {
    return Duration.ofMillis(number(option, fallback, 10, 60_000));
  }

  int number(String option, int fallback, int least, int most) {
    String rule = "must be a whole number from " + least + " to " + most;
    return parse(
        option,
        fallback,
        value -> {
          int number = Integer.parseInt(value);
          if (number < least || number > most) {
            throw new IllegalArgumentException();
          }
          return number;
        },
        rule);
  }

  boolean flag(String option, boolean fallback) {
    return parse(
        option,
        fallback,
        value ->
            switch (value) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            },
        "must be true or false");
  }

  /** Null where it is not given. */
  URI endpoint(String option) {
    return parse(
        option,
        null,
        value -> {
          URI uri = URI.create(value);
          boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
          if (!http
              || uri.getHost() == null
              || uri.getRawQuery() != null
              || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException();
          }
          return uri;
        },
        "must be an http or https URL without user and query");
  }

  /**
   * @param parser throws {@link IllegalArgumentException} for what breaks the rule
   */
  <T> T parse(String option, T fallback, Function<String, T> parser, String rule) {
    String value = text(option);
    if (value == null) {
      return fallback;
    }
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PREFIX + option + "=" + value + ": " + rule, e);
    }
  }

  IllegalArgumentException conflict(String option, String rule) {
    return new IllegalArgumentException(PREFIX + option + ": " + rule);
  }

  /** Keycloak hands {@code call-timeout-millis} over as {@code callTimeoutMillis}. */
  private static String camelCase(String option) {
    StringBuilder key = new StringBuilder();
    for (String word : option.split("-", -1)) {
      key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return key.toString();
  }
}
