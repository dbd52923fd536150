package io.github.keycloakcognito.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Stands for tokens and tags in cache keys, so that keys hold nothing secret or personal. */
final class Digest {

  private Digest() {}

  /** The SHA-256 of all keys and values, in hexadecimal; the same for equal maps only. */
  static String of(Map<String, String> secrets) {
    MessageDigest sha256 = sha256();
    new TreeMap<>(secrets)
        .forEach(
            (name, value) -> {
              // Lengths keep apart what would read the same without them.
              update(sha256, name.length() + ":" + name);
              update(sha256, value.length() + ":" + value);
            });
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256 (MessageDigest's Javadoc)", e);
    }
  }
}
