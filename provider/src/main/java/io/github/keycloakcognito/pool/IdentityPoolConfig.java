package io.github.keycloakcognito.pool;

import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.ALIAS;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.ALLOWED_CLIENTS;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.DEFAULT_SCOPE;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.DEFAULT_TOKEN_DURATION;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.DEVELOPER_PROVIDER_NAME;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.IDENTITY_POOL_ID;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.PUBLIC_DISCOVERY;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.REQUIRED_SCOPE;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.SERVICE_ACCOUNTS;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.TOKEN_DURATION;

import io.github.keycloakcognito.exchange.IdentityPool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a pool's settings out of a component and checks their form. The rules are those of the
 * Cognito API reference (IdentityPoolId, DeveloperProviderName, TokenDuration) and of RFC 6749
 * section 3.3 (scope).
 */
final class IdentityPoolConfig {

  private static final Predicate<String> ALIAS_FORM = form("[a-z0-9][a-z0-9_-]{0,62}");
  private static final Predicate<String> PROVIDER_FORM = form("[\\w._-]{1,128}");
  private static final Predicate<String> SCOPE_FORM = form("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,128}");
  private static final int LONGEST_TOKEN = 86_400;

  private final Map<String, List<String>> raw;

  IdentityPoolConfig(Map<String, List<String>> raw) {
    this.raw = raw;
  }

  /**
   * @throws InvalidSettingException for the first setting that breaks a rule
   */
  IdentityPool read() {
    return new IdentityPool(
        required(ALIAS, ALIAS_FORM, "1 to 63 small letters, digits, hyphens and underscores"),
        required(
            IDENTITY_POOL_ID,
            IdentityPool::isId,
            "an identity pool ID like eu-west-1:12345678-90ab-cdef-1234-567890abcdef"),
        required(
            DEVELOPER_PROVIDER_NAME,
            PROVIDER_FORM,
            "1 to 128 letters, digits, periods, underscores and hyphens"),
        Duration.ofSeconds(seconds(TOKEN_DURATION, DEFAULT_TOKEN_DURATION)),
        clients(),
        flag(SERVICE_ACCOUNTS, false),
        single(REQUIRED_SCOPE) == null
            ? DEFAULT_SCOPE
            : required(REQUIRED_SCOPE, SCOPE_FORM, "a scope name without spaces or quotes"),
        flag(PUBLIC_DISCOVERY, true));
  }

  private String required(String name, Predicate<String> form, String rule) {
    String value = single(name);
    if (value == null) {
      throw new InvalidSettingException(name, "is required, " + rule);
    }
    if (!form.test(value)) {
      throw new InvalidSettingException(name, "must be " + rule);
    }
    return value;
  }

  private static Predicate<String> form(String regex) {
    return Pattern.compile(regex).asMatchPredicate();
  }

  private int seconds(String name, int fallback) {
    String value = single(name);
    if (value == null) {
      return fallback;
    }
    String rule = "must be a whole number of seconds from 1 to " + LONGEST_TOKEN;
    try {
      int seconds = Integer.parseInt(value);
      if (seconds < 1 || seconds > LONGEST_TOKEN) {
        throw new InvalidSettingException(name, rule);
      }
      return seconds;
    } catch (NumberFormatException e) {
      throw new InvalidSettingException(name, rule);
    }
  }

  private boolean flag(String name, boolean fallback) {
    String value = single(name);
    if (value == null) {
      return fallback;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidSettingException(name, "must be true or false");
    };
  }

  private Set<String> clients() {
    return raw.getOrDefault(ALLOWED_CLIENTS, List.of()).stream()
        .filter(client -> client != null && !client.isBlank())
        .map(String::trim)
        .collect(Collectors.toSet());
  }

  /** Null for what is absent or empty: the admin console sends empty strings for empty fields. */
  private String single(String name) {
    List<String> values = raw.get(name);
    if (values == null || values.isEmpty() || values.get(0) == null || values.get(0).isBlank()) {
      return null;
    }
    if (values.size() > 1) {
      throw new InvalidSettingException(name, "must be one value");
    }
    return values.get(0);
  }
}
