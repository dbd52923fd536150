package io.github.keycloakcognito.it;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Parameters and bodies, good, damaged and absurd. */
final class FuzzBodies {

  /** No media types. */
  static final List<String> MALFORMED_TYPES =
      List.of("/", "", ";", "json", "a/b/c", "application/json, application/json");

  private FuzzBodies() {}

  static String contentType(Dice dice) {
    if (dice.chance(12)) {
      return dice.oneOf(MALFORMED_TYPES);
    }
    return dice.oneOf(
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded",
        "application/json",
        "application/json",
        "application/x-www-form-urlencoded;charset=UTF-8",
        "application/json; charset=utf-16",
        "application/json; charset=bogus",
        "application/json; charset=\"",
        "application/json; charset=",
        "application/x-www-form-urlencoded; charset=\u00e4",
        "APPLICATION/JSON",
        "text/plain",
        "text/plain; charset=x-none",
        "text/xml",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "*/*",
        "application/*",
        "x".repeat(500) + "/y");
  }

  static byte[] body(Dice dice) {
    return switch (dice.below(10)) {
      case 0, 1, 2 -> form(dice).getBytes(StandardCharsets.UTF_8);
      case 3, 4, 5 -> json(dice).getBytes(StandardCharsets.UTF_8);
      case 6 -> dice.bytes(300);
      case 7 -> json(dice).getBytes(StandardCharsets.UTF_16);
      case 8 ->
          dice.oneOf("a", "a=b&", "[", "{\"a\":", "\u0000", "\ufeff{}", "%", "<a/>")
              .repeat(dice.oneOf(1, 100, 3000, 20000))
              .getBytes(StandardCharsets.UTF_8);
      default ->
          "--x\r\nContent-Disposition: form-data; name=\"pool\"\r\n\r\ndefault\r\n--x--"
              .getBytes(StandardCharsets.UTF_8);
    };
  }

  /** A form, or the query of a URL. */
  static String form(Dice dice) {
    StringBuilder form = new StringBuilder();
    int parameters = dice.below(4);
    for (int i = 0; i < parameters; i++) {
      form.append(i == 0 ? "" : dice.oneOf("&", "&", "&&", ";"))
          .append(dice.chance(90) ? name(dice) : Http.encode(dice.text(10)))
          .append(dice.oneOf("=", "=", "=", "", "=="))
          .append(dice.chance(85) ? Http.encode(value(dice)) : damaged(dice));
    }
    return form.toString();
  }

  private static String damaged(Dice dice) {
    return dice.oneOf("%", "%z", "%zz", "%u0041", "%c3%28", "%ff%fe", "%00", "+%", "\u00e4", "[]");
  }

  private static String name(Dice dice) {
    return dice.oneOf(
        "pool",
        "pool",
        "duration",
        "duration",
        "identity_id",
        "identity_id",
        "link",
        "role",
        "fresh",
        "x",
        "");
  }

  private static String value(Dice dice) {
    return switch (dice.below(24)) {
      case 0, 1, 2 -> "default";
      case 3 -> "60";
      case 4 -> String.valueOf(dice.below(1000));
      case 5 -> "eu-west-1:" + UUID.randomUUID();
      case 6 -> "us-east-1:" + UUID.randomUUID();
      case 7 -> dice.oneOf("eu-west-1:", "eu-west-1:---", "eu-west-1:zz", ":", "eu-west-1:0");
      case 8 -> dice.oneOf("-1", "0", "901", "1e3", "0x10", "NaN", "\u0661\u0662", " 60 ", "60.0");
      case 9 -> "9".repeat(dice.oneOf(10, 19, 20, 400));
      case 10 -> dice.oneOf("' OR 1=1--", "${jndi:ldap://x/y}", "../../etc/passwd", "<b>", "%n%s");
      case 11 -> dice.oneOf("\u0000", "\r\nX: y", "\ufeff", "\ud800", "null", "true", " ");
      case 12 -> "x".repeat(dice.oneOf(64, 300, 2000));
      default -> dice.text(30);
    };
  }

  private static String json(Dice dice) {
    String json = object(dice, 0);
    return switch (dice.below(8)) {
      case 0 -> json.substring(0, dice.below(json.length()));
      case 1 -> dice.mutate(json);
      case 2 -> json + dice.oneOf(" ", "x", "{}", "\u0000", ",");
      case 3 ->
          dice.oneOf("[" + json + "]", "null", "7", "\"x\"", "1e999999999", "-", "''", "{a:1}");
      default -> json;
    };
  }

  private static String object(Dice dice, int depth) {
    StringBuilder json = new StringBuilder("{");
    int members = dice.below(4);
    for (int i = 0; i < members; i++) {
      json.append(i == 0 ? "" : ",")
          .append(quoted(dice.chance(90) ? name(dice) : dice.text(10)))
          .append(':')
          .append(jsonValue(dice, depth));
    }
    return json.append('}').toString();
  }

  private static String jsonValue(Dice dice, int depth) {
    return switch (dice.below(10)) {
      case 0 -> "null";
      case 1 -> dice.oneOf("true", "false");
      case 2 -> String.valueOf(dice.below(2000) - 500);
      case 3 -> dice.oneOf("1e5", "60.0", "1e999999999", "-0", "9".repeat(30), "9".repeat(1500));
      case 4 -> depth > 3 ? "[]" : object(dice, depth + 1);
      case 5 -> "[".repeat(dice.oneOf(1, 10, 1200)) + "]".repeat(dice.oneOf(1, 10, 1200));
      default -> quoted(value(dice));
    };
  }

  private static String quoted(String text) {
    return Answer.JSON.getNodeFactory().textNode(text).toString();
  }
}
