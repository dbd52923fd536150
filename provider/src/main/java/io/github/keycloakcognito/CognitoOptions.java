package io.github.keycloakcognito;

import io.github.keycloakcognito.aws.AwsSettings;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.Binding;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.Config;

/**
 * The server options, {@code --spi-realm-restapi-extension--cognito--<name>}.
 *
 * @param cacheSize how many tokens and credentials are kept
 * @param auditCached whether answers from the cache are events too
 * @param checkSavedPools whether AWS is asked about a pool after it was saved
 * @param lostUsersInterval between two looks for users who went without an event
 */
record CognitoOptions(
    AwsSettings aws,
    Limits limits,
    Binding binding,
    int cacheSize,
    boolean auditCached,
    boolean checkSavedPools,
    Duration lostUsersInterval) {

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
            options.endpoint("signin-endpoint"),
            options.parse(
                "assumed-roles",
                Map.of(),
                CognitoOptions::assumedRoles,
                "must be a list like eu-west-1:12345678-90ab-cdef-1234-567890abcdef="
                    + "arn:aws:iam::123456789012:role/Keycloak,…"),
            options.millis("connect-timeout-millis", 1_000),
            attempt,
            call),
        new Limits(
            options.number("max-waiting", 40, 1, 1_000),
            options.number("calls-per-second", 50, 1, 10_000),
            queue(options, call),
            call,
            Duration.ofSeconds(options.number("renewal-interval-seconds", 60, 1, 3_600))),
        new Binding(
            options.parse(
                "pools",
                Map.of(),
                CognitoOptions::pools,
                "must be a list like demo=eu-west-1:12345678-90ab-cdef-1234-567890abcdef,…"),
            options.parse(
                "roles",
                Map.of(),
                CognitoOptions::roles,
                "must be a list like demo=arn:aws:iam::123456789012:role/*,…")),
        options.number("cache-size", 10_000, 0, 10_000_000),
        options.flag("audit-cached", false),
        options.flag("check-saved-pools", true),
        Duration.ofSeconds(options.number("lost-users-interval-seconds", 3_600, 1, 86_400)));
  }

  private static Duration queue(OptionReader options, Duration call) {
    Duration queue = options.millis("queue-timeout-millis", (int) Math.min(1_000, call.toMillis()));
    if (queue.compareTo(call) > 0) {
      throw options.conflict("queue-timeout-millis", "must not be longer than call-timeout-millis");
    }
    return queue;
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

  private static Map<String, Set<String>> pools(String list) {
    Map<String, Set<String>> pools = new HashMap<>();
    entries(
        list,
        (realm, pool) -> {
          require(IdentityPool.isId(pool));
          pools.computeIfAbsent(realm, r -> new HashSet<>()).add(pool);
        });
    return pools;
  }

  private static Map<String, List<Pattern>> roles(String list) {
    Map<String, List<Pattern>> roles = new HashMap<>();
    entries(
        list,
        (realm, arn) -> {
          require(arn.equals("*") || arn.startsWith("arn:aws"));
          roles.computeIfAbsent(realm, r -> new ArrayList<>()).add(glob(arn));
        });
    return roles;
  }

  private static Pattern glob(String pattern) {
    return Pattern.compile(
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  private static Map<String, String> assumedRoles(String list) {
    Map<String, String> roles = new HashMap<>();
    entries(
        list,
        (pool, arn) -> {
          require(IdentityPool.isId(pool) && AwsRole.isArn(arn));
          roles.put(pool, arn);
        });
    return roles;
  }

  /** {@code name=value,…}; neither names nor values hold a comma. */
  private static void entries(String list, BiConsumer<String, String> each) {
    for (String entry : list.split(",", -1)) {
      String trimmed = entry.trim();
      int end = trimmed.indexOf('=');
      require(end > 0);
      each.accept(trimmed.substring(0, end), trimmed.substring(end + 1));
    }
  }

  private static void require(boolean form) {
    if (!form) {
      throw new IllegalArgumentException();
    }
  }
}
