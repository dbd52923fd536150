package io.github.keycloakcognito.pool;

import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.ACCOUNT_CLIENT;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.ALIAS;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.ALLOWED_CLIENTS;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.CLI_CLIENT;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.DEFAULT_SCOPE;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.DEFAULT_TOKEN_DURATION;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.DEVELOPER_PROVIDER_NAME;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.IDENTITY_POOL_ID;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.LINKED_PROVIDERS;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.MAXIMUM_AUTHENTICATION_AGE;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.MINIMUM_ACR;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.PRINCIPAL_TAGS;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.PUBLIC_DISCOVERY;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.REQUIRED_SCOPE;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.SERVICE_ACCOUNTS;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.TOKEN_DURATION;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.USER_DELETION;
import static io.github.keycloakcognito.pool.IdentityPoolConfigProperties.WARM_UP;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.SignInRequirement;
import io.github.keycloakcognito.exchange.TagRule;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.exchange.WarmUp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a pool's settings out of a component and checks their form. The rules are those of the
 * Cognito API reference (IdentityPoolId, DeveloperProviderName, TokenDuration) and of RFC 6749
 * section 3.3 (scope).
 */
final class IdentityPoolConfig {

  private static final Predicate<String> ALIAS_FORM = form("[a-z0-9][a-z0-9_-]{0,62}");
  private static final Predicate<String> PROVIDER_FORM = form("[\\w._-]{1,128}");
  private static final Predicate<String> SCOPE_FORM = form("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,128}");
  private static final Predicate<String> ACR_FORM = form("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,255}");
  private static final Predicate<String> CLIENT_FORM = form("[^\\p{Cntrl}]{1,255}");
  private static final Predicate<String> LOGIN_FORM = form("[\\w./_-]{1,128}");
  private static final Predicate<String> TAG_FORM =
      form("(?U)(?!(?i:aws:))[\\p{L}\\p{Z}\\p{N}_.:/+@-]{1,128}");
  private static final Predicate<String> SOURCE_FORM =
      form("username|email|client|groups|realm|attribute\\..{1,255}");
  private static final int LONGEST_TOKEN = 86_400;
  private static final int LONGEST_AGE = 31_536_000;
  private static final int MOST_TAGS = 50;

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
        tokenDuration(),
        clients(),
        flag(SERVICE_ACCOUNTS, false),
        single(REQUIRED_SCOPE) == null
            ? DEFAULT_SCOPE
            : required(REQUIRED_SCOPE, SCOPE_FORM, "a scope name without spaces or quotes"),
        flag(PUBLIC_DISCOVERY, true),
        requirement(),
        principalTags(),
        linkedProviders(),
        choice(USER_DELETION, UserRemoval.DELETE_IDENTITY, UserRemoval::of, UserRemoval::code),
        choice(WARM_UP, WarmUp.OFF, WarmUp::of, WarmUp::code),
        single(ACCOUNT_CLIENT) == null
            ? IdentityPool.DEFAULT_ACCOUNT_CLIENT
            : client(ACCOUNT_CLIENT),
        client(CLI_CLIENT));
  }

  private <E extends Enum<E>> E choice(
      String name, E fallback, Function<String, Optional<E>> parse, Function<E, String> code) {
    String value = single(name);
    if (value == null) {
      return fallback;
    }
    return parse
        .apply(value)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    name,
                    "must be one of "
                        + Stream.of(fallback.getDeclaringClass().getEnumConstants())
                            .map(code)
                            .collect(Collectors.joining(", "))));
  }

  /** Null where it is not given. */
  private String client(String name) {
    return single(name) == null ? null : required(name, CLIENT_FORM, "a client ID");
  }

  private Duration tokenDuration() {
    Duration given = seconds(TOKEN_DURATION, 1, LONGEST_TOKEN);
    return given == null ? Duration.ofSeconds(DEFAULT_TOKEN_DURATION) : given;
  }

  private SignInRequirement requirement() {
    return new SignInRequirement(
        single(MINIMUM_ACR) == null
            ? null
            : required(MINIMUM_ACR, ACR_FORM, "an acr value without spaces or quotes"),
        seconds(MAXIMUM_AUTHENTICATION_AGE, 0, LONGEST_AGE));
  }

  private List<TagRule> principalTags() {
    String rule =
        "must be up to "
            + MOST_TAGS
            + " different entries tag=source, the source one of username, email, client, groups,"
            + " realm and attribute.<name>";
    Map<String, String> tags = pairs(PRINCIPAL_TAGS, rule);
    // STS does not tell names apart by their case.
    long different =
        tags.keySet().stream().map(tag -> tag.toLowerCase(Locale.ROOT)).distinct().count();
    if (tags.size() > MOST_TAGS
        || different < tags.size()
        || !tags.keySet().stream().allMatch(TAG_FORM)
        || !tags.values().stream().allMatch(SOURCE_FORM)) {
      throw new InvalidSettingException(PRINCIPAL_TAGS, rule);
    }
    return tags.entrySet().stream().map(tag -> new TagRule(tag.getKey(), tag.getValue())).toList();
  }

  private Map<String, String> linkedProviders() {
    String rule = "must be entries alias=name, the name one that Cognito knows";
    Map<String, String> providers = pairs(LINKED_PROVIDERS, rule);
    if (!providers.values().stream().allMatch(LOGIN_FORM)) {
      throw new InvalidSettingException(LINKED_PROVIDERS, rule);
    }
    return providers;
  }

  /** Entries {@code name=value}, in their order, each name once. */
  private Map<String, String> pairs(String setting, String rule) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String entry : many(setting)) {
      int end = entry.indexOf('=');
      if (end < 1
          || pairs.put(entry.substring(0, end).trim(), entry.substring(end + 1).trim()) != null) {
        throw new InvalidSettingException(setting, rule);
      }
    }
    return pairs;
  }

  private List<String> many(String setting) {
    return raw.getOrDefault(setting, List.of()).stream()
        .filter(value -> value != null && !value.isBlank())
        .map(String::trim)
        .toList();
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

  /** Null where it is not given. */
  private Duration seconds(String name, int least, int most) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    String rule = "must be a whole number of seconds from " + least + " to " + most;
    try {
      int seconds = Integer.parseInt(value);
      if (seconds < least || seconds > most) {
        throw new InvalidSettingException(name, rule);
      }
      return Duration.ofSeconds(seconds);
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
    return Set.copyOf(many(ALLOWED_CLIENTS));
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
