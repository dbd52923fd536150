package io.github.keycloakcognito.devstack.cognito.iam;

/** IAM's patterns: {@code *} is any run of characters, {@code ?} exactly one. */
final class Wildcard {
  /** In a compiled pattern: any run of characters. */
  static final int ANY = -1;

  /** In a compiled pattern: exactly one character. */
  static final int ONE = -2;

  private Wildcard() {}

  /** Whether the whole text matches. */
  static boolean matches(String pattern, String text) {
    return matches(pattern.chars().map(Wildcard::meaning).toArray(), text);
  }

  /** What a character of a pattern stands for. */
  static int meaning(int character) {
    return switch (character) {
      case '*' -> ANY;
      case '?' -> ONE;
      default -> character;
    };
  }

  /** Whether the whole text matches; in time proportional to both lengths at worst. */
  static boolean matches(int[] pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length && pattern[p] == ANY) {
        star = p++;
        resume = t;
      } else if (p < pattern.length && (pattern[p] == ONE || pattern[p] == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == ANY) {
      p++;
    }
    return p == pattern.length;
  }
}
