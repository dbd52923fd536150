package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.List;
import java.util.function.Predicate;

/**
 * One line of a Condition block.
 *
 * @param operator how values compare
 * @param quantifier how several values of the request count
 * @param key of the request's context; letter case does not count
 * @param values of which one must match (none, for the negated operators)
 */
public record Condition(Operator operator, Quantifier quantifier, String key, List<String> values) {

  /** The operators trust policies for web identities use. */
  public enum Operator {
    /** Exact. */
    STRING_EQUALS("StringEquals", false, false),
    /** Not exact, or absent. */
    STRING_NOT_EQUALS("StringNotEquals", false, true),
    /** By pattern. */
    STRING_LIKE("StringLike", true, false),
    /** Not by pattern, or absent. */
    STRING_NOT_LIKE("StringNotLike", true, true);

    private final String iamName;
    private final boolean byPattern;
    private final boolean negated;

    Operator(String iamName, boolean byPattern, boolean negated) {
      this.iamName = iamName;
      this.byPattern = byPattern;
      this.negated = negated;
    }

    /** As policies write it. */
    public String iamName() {
      return iamName;
    }

    private boolean matches(String expected, String actual) {
      return byPattern ? Wildcard.matches(expected, actual) : expected.equals(actual);
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
    Predicate<String> matches = value -> values.stream().anyMatch(v -> operator.matches(v, value));
    Predicate<String> passes = operator.negated ? matches.negate() : matches;
    return switch (quantifier) {
      case FOR_ANY_VALUE -> actual.stream().anyMatch(passes);
      case FOR_ALL_VALUES -> actual.stream().allMatch(passes);
      case NONE ->
          operator.negated ? actual.stream().noneMatch(matches) : actual.stream().anyMatch(matches);
    };
  }
}
