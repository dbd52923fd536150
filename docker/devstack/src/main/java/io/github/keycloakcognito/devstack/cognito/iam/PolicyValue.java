package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A value a condition compares with.
 *
 * @param text as the policy has it
 * @param variables whether <code>${…}</code> in it stands for something: in policies of version
 *     2012-10-17 only
 */
public record PolicyValue(String text, boolean variables) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([*?$]|[^},]+)(?:,\\s*'([^}]*)')?\\}");

  /**
   * The value with its variables replaced, as a pattern; what comes out of a variable is literal.
   *
   * @param wildcards whether {@code *} and {@code ?} of the policy are patterns
   * @return empty if a variable has no value, or more than one
   */
  Optional<int[]> pattern(boolean wildcards, TrustRequest request) {
    IntStream.Builder pattern = IntStream.builder();
    Matcher variable = VARIABLE.matcher(text);
    int from = 0;
    while (variables && variable.find()) {
      add(pattern, text.substring(from, variable.start()), wildcards);
      Optional<String> value = value(variable, request);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      add(pattern, value.get(), false);
      from = variable.end();
    }
    add(pattern, text.substring(from), wildcards);
    return Optional.of(pattern.build().toArray());
  }

  private static void add(IntStream.Builder pattern, String text, boolean wildcards) {
    text.chars().map(c -> wildcards ? Wildcard.meaning(c) : c).forEach(pattern);
  }

  private static Optional<String> value(Matcher variable, TrustRequest request) {
    String name = variable.group(1).trim();
    if (name.length() == 1) {
      return Optional.of(name);
    }
    List<String> values = request.values(name);
    return values.size() == 1
        ? Optional.of(values.get(0))
        : Optional.ofNullable(values.isEmpty() ? variable.group(2) : null);
  }
}
