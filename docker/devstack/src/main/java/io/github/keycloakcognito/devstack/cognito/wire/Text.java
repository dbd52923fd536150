package io.github.keycloakcognito.devstack.cognito.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The constraints of a string shape.
 *
 * @param min shortest length
 * @param max longest length
 * @param pattern matched against the whole value
 * @param secret whether the value must not be repeated in messages
 */
public record Text(int min, int max, Optional<Pattern> pattern, boolean secret) {

  /** Limited in length only. */
  public static Text length(int min, int max) {
    return new Text(min, max, Optional.empty(), false);
  }

  /** Limited in length and form. */
  public static Text pattern(int min, int max, String pattern) {
    return new Text(min, max, Optional.of(Pattern.compile(pattern)), false);
  }

  /** The same for a secret. */
  public Text asSecret() {
    return new Text(min, max, pattern, true);
  }

  void check(String value, String path, Violations violations) {
    String shown = secret ? null : value;
    broken(value).forEach(rule -> violations.add(shown, path, rule));
  }

  /** All rules of this shape, as messages about maps list them. */
  List<String> rules() {
    List<String> rules = new ArrayList<>();
    rules.add(tooLong());
    rules.add(tooShort());
    pattern.ifPresent(p -> rules.add(unlike(p)));
    return rules;
  }

  boolean fits(String value) {
    return broken(value).isEmpty();
  }

  private List<String> broken(String value) {
    List<String> rules = new ArrayList<>();
    if (pattern.isPresent() && !pattern.get().matcher(value).matches()) {
      rules.add(unlike(pattern.get()));
    }
    int length = value.codePointCount(0, value.length());
    if (length < min) {
      rules.add(tooShort());
    }
    if (length > max) {
      rules.add(tooLong());
    }
    return rules;
  }

  private String tooShort() {
    return "Member must have length greater than or equal to " + min;
  }

  private String tooLong() {
    return "Member must have length less than or equal to " + max;
  }

  private static String unlike(Pattern pattern) {
    return "Member must satisfy regular expression pattern: " + pattern;
  }
}
