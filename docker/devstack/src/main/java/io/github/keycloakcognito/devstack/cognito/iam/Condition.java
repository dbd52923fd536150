package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * One line of a Condition block.
 *
 * @param operator how values compare
 * @param quantifier how several values of the request count
 * @param ifExists whether it holds for requests without the key
 * @param key of the request's context; letter case does not count
 * @param values of which one must match (none, for the negated operators)
 */
public record Condition(
    Operator operator,
    Quantifier quantifier,
    boolean ifExists,
    String key,
    List<PolicyValue> values) {

  /** How two texts compare. */
  private enum Comparison {
    EXACT,
    IGNORE_CASE,
    PATTERN,
    ARN,
    PRESENCE
  }

  /** The operators trust policies use (IAM user guide, "Condition operators"). */
  public enum Operator {
    /** Exact. */
    STRING_EQUALS("StringEquals", Comparison.EXACT, false),
    /** Not exact, or absent. */
    STRING_NOT_EQUALS("StringNotEquals", Comparison.EXACT, true),
    /** Exact but for letter case. */
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Comparison.IGNORE_CASE, false),
    /** Not exact even without letter case, or absent. */
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Comparison.IGNORE_CASE, true),
    /** By pattern. */
    STRING_LIKE("StringLike", Comparison.PATTERN, false),
    /** Not by pattern, or absent. */
    STRING_NOT_LIKE("StringNotLike", Comparison.PATTERN, true),
    /** By pattern in each of the six parts of an ARN, as ArnLike. */
    ARN_EQUALS("ArnEquals", Comparison.ARN, false),
    /** By pattern in each of the six parts of an ARN. */
    ARN_LIKE("ArnLike", Comparison.ARN, false),
    /** Not by pattern, or absent. */
    ARN_NOT_EQUALS("ArnNotEquals", Comparison.ARN, true),
    /** Not by pattern, or absent. */
    ARN_NOT_LIKE("ArnNotLike", Comparison.ARN, true),
    /** {@code true} or {@code false}. */
    BOOL("Bool", Comparison.IGNORE_CASE, false),
    /** Whether the key is absent. */
    NULL("Null", Comparison.PRESENCE, false);

    private final String iamName;
    private final Comparison comparison;
    private final boolean negated;

    Operator(String iamName, Comparison comparison, boolean negated) {
      this.iamName = iamName;
      this.comparison = comparison;
      this.negated = negated;
    }

    /** As policies write it. */
    public String iamName() {
      return iamName;
    }

    private boolean matches(PolicyValue expected, String actual, TrustRequest request) {
      boolean wildcards = comparison == Comparison.PATTERN || comparison == Comparison.ARN;
      return expected
          .pattern(wildcards, request)
          .filter(pattern -> matches(pattern, actual))
          .isPresent();
    }

    private boolean matches(int[] pattern, String actual) {
      return switch (comparison) {
        case ARN -> matchesArn(pattern, actual);
        case IGNORE_CASE ->
            Wildcard.matches(
                Arrays.stream(pattern).map(Character::toLowerCase).toArray(),
                actual.toLowerCase(Locale.ROOT));
        default -> Wildcard.matches(pattern, actual);
      };
    }

    private static boolean matchesArn(int[] pattern, String actual) {
      String[] parts = actual.split(":", 6);
      int from = 0;
      for (int i = 0; i < parts.length - 1; i++) {
        int to = from;
        while (to < pattern.length && pattern[to] != ':') {
          to++;
        }
        if (to == pattern.length
            || !Wildcard.matches(Arrays.copyOfRange(pattern, from, to), parts[i])) {
          return false;
        }
        from = to + 1;
      }
      return Wildcard.matches(
          Arrays.copyOfRange(pattern, from, pattern.length), parts[parts.length - 1]);
    }
  }

  /** Set operators. */
  public enum Quantifier {
    /** None written: one value is expected. */
    NONE(""),
    /** {@code ForAnyValue:}; false without a value. */
    FOR_ANY_VALUE("ForAnyValue:"),
    /** {@code ForAllValues:}; true without a value. */
    FOR_ALL_VALUES("ForAllValues:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }

    /** As policies write it. */
    public String prefix() {
      return prefix;
    }
  }

  boolean holds(TrustRequest request) {
    List<String> actual = request.values(key);
    if (operator == Operator.NULL) {
      String absent = String.valueOf(actual.isEmpty());
      return values.stream().anyMatch(value -> value.text().equalsIgnoreCase(absent));
    }
    if (ifExists && actual.isEmpty()) {
      return true;
    }
    Predicate<String> matches =
        value -> values.stream().anyMatch(v -> operator.matches(v, value, request));
    Predicate<String> passes = operator.negated ? matches.negate() : matches;
    return switch (quantifier) {
      case FOR_ANY_VALUE -> actual.stream().anyMatch(passes);
      case FOR_ALL_VALUES -> actual.stream().allMatch(passes);
      case NONE ->
          operator.negated ? actual.stream().noneMatch(matches) : actual.stream().anyMatch(matches);
    };
  }
}
