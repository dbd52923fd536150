package io.github.keycloakcognito.exchange;

import java.util.List;

/**
 * What a source has for a principal tag.
 *
 * @param entries without blank ones; none where the user has nothing of the kind
 * @param list whether it may have several entries, so that a policy looks for one among them
 */
public record TagValue(List<String> entries, boolean list) {

  /** The source has nothing. */
  public static final TagValue ABSENT = new TagValue(List.of(), false);

  public TagValue {
    entries = entries.stream().filter(entry -> !entry.isBlank()).toList();
  }

  /**
   * A source that has one value only.
   *
   * @param value null or blank where the user has none
   */
  public static TagValue of(String value) {
    return value == null ? ABSENT : new TagValue(List.of(value), false);
  }

  /** Never the values themselves: they are personal data. */
  @Override
  public String toString() {
    return "TagValue[" + entries.size() + (list ? " in a list]" : "]");
  }
}
