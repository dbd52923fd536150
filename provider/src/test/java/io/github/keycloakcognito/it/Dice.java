package io.github.keycloakcognito.it;

import java.util.List;
import java.util.Random;

/** Seeded choices: the same seed makes the same request. */
record Dice(Random random) {

  static Dice of(long seed) {
    return new Dice(new Random(seed));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  @SafeVarargs
  final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  byte[] bytes(int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Any Unicode characters, unpaired surrogates and control characters among them. */
  String text(int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most + 1);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x20, 0x7f);
            case 1 -> random.nextInt(0x100);
            case 2 -> random.nextInt(0x10000);
            default -> random.nextInt(0x110000);
          });
    }
    return text.toString();
  }

  /** With one character changed, added or taken away. */
  String mutate(String text) {
    int at = random.nextInt(text.length());
    String before = text.substring(0, at);
    String after = text.substring(at + 1);
    return switch (random.nextInt(4)) {
      case 0 -> before + (char) random.nextInt(0x21, 0x7f) + after;
      case 1 -> before + after;
      case 2 -> before + (char) random.nextInt(0xa1, 0x100) + text.substring(at);
      default -> before;
    };
  }
}
