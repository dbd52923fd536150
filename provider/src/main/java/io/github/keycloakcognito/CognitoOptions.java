package io.github.keycloakcognito;

import io.github.keycloakcognito.aws.AwsSettings;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Limits;
import io.github.keycloakcognito.exchange.PoolBinding;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.keycloak.Config;

/**
 * The server options, {@code --spi-realm-restapi-extension--cognito--<name>}.
 *
 * @param cacheSize how many tokens and credentials are kept
 * @param auditCached whether answers from the cache are events too
 */
record CognitoOptions(
    AwsSettings aws, Limits limits, PoolBinding binding, int cacheSize, boolean auditCached) {

  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");

  /**
   * @throws IllegalArgumentException naming the option that is wrong, which stops the server
   */
  static CognitoOptions read(Config.Scope scope) {
    OptionReader options = new OptionReader(scope);
    Duration attempt = options.millis("attempt-timeout-millis", 2_000);
    Duration call = options.millis("call-timeout-millis", 4_000);
    if (attempt.compareTo(call) > 0) {
      throw options.conflict(
          "attempt-timeout-millis", "must not be longer than call-timeout-millis");
    }
    return new CognitoOptions(
        new AwsSettings(
            region(options),
            options.endpoint("cognito-endpoint"),
            options.endpoint("sts-endpoint"),
            options.millis("connect-timeout-millis", 1_000),
            attempt,
            call),
        new Limits(
            options.number("max-waiting", 32, 1, 1_000),
            options.number("calls-per-second", 50, 1, 10_000),
            call),
        options.parse(
            "pools",
            new PoolBinding(Map.of()),
            CognitoOptions::binding,
            "must be a list like demo=eu-west-1:12345678-90ab-cdef-1234-567890abcdef,…"),
        options.number("cache-size", 10_000, 0, 10_000_000),
        options.flag("audit-cached", false));
  }

  private static String region(OptionReader options) {
    return options.parse(
        "region",
        null,
        value -> {
          if (!REGION.matcher(value).matches()) {
            throw new IllegalArgumentException();
          }
          return value;
        },
        "must be an AWS region like eu-west-1");
  }

  private static PoolBinding binding(String list) {
    Map<String, Set<String>> pools = new HashMap<>();
    for (String entry : list.split(",", -1)) {
      String bound = entry.trim();
      int end = bound.indexOf('=');
      if (end < 1 || !IdentityPool.isId(bound.substring(end + 1))) {
        throw new IllegalArgumentException();
      }
      pools
          .computeIfAbsent(bound.substring(0, end), realm -> new HashSet<>())
          .add(bound.substring(end + 1));
    }
    return new PoolBinding(pools);
  }
}
