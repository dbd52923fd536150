package io.github.keycloakcognito.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Fits tags into what AWS takes. No value is shortened, because a part of it could mean something
 * else to a policy: a tag that does not fit is left out, a list loses whole entries from its end.
 */
final class TagBudget {

  /** All names and values, in UTF-8 (Cognito developer guide, attributes for access control). */
  static final int BYTES = 460;

  /** STS API reference, {@code tagValueType}; so is the set of characters. */
  static final int LONGEST_VALUE = 256;

  private static final Pattern REFUSED_BY_STS = Pattern.compile("[^\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]");

  private static final String SEPARATOR = ":";

  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> cut = new ArrayList<>();
  private int left = BYTES;

  void add(String tag, TagValue value) {
    if (value.entries().isEmpty()) {
      return;
    }
    int room = left - bytes(tag);
    String fitting = value.list() ? list(tag, value.entries(), room) : single(tag, value, room);
    if (fitting != null) {
      values.put(tag, fitting);
      left = room - bytes(fitting);
    }
  }

  PrincipalTags tags() {
    return new PrincipalTags(values, cut);
  }

  /** Null where it does not fit. */
  private String single(String tag, TagValue value, int room) {
    String text = clean(value.entries().get(0));
    if (fits(text, room)) {
      return text;
    }
    cut.add(tag + ": left out, " + reason(text));
    return null;
  }

  /** {@code :a:b:}, so that {@code *:a:*} finds an entry and no part of one; null without entry. */
  private String list(String tag, List<String> entries, int room) {
    StringBuilder text = new StringBuilder(SEPARATOR);
    for (int i = 0; i < entries.size(); i++) {
      int before = text.length();
      text.append(clean(entries.get(i)).replace(SEPARATOR, "_")).append(SEPARATOR);
      if (!fits(text.toString(), room)) {
        String reason = reason(text.toString());
        if (i == 0) {
          cut.add(tag + ": left out, " + reason);
          return null;
        }
        cut.add(tag + ": " + i + " of " + entries.size() + " entries kept, " + reason);
        return text.substring(0, before);
      }
    }
    return text.toString();
  }

  private static boolean fits(String text, int room) {
    return text.length() <= LONGEST_VALUE && bytes(text) <= room;
  }

  private static String reason(String text) {
    return text.length() > LONGEST_VALUE
        ? "longer than " + LONGEST_VALUE + " characters"
        : "over the " + BYTES + " bytes of all tags";
  }

  private static String clean(String text) {
    return REFUSED_BY_STS.matcher(text).replaceAll("_");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
