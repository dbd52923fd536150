package io.github.keycloakcognito.exchange;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Session tags of a caller, fit for STS.
 *
 * @param values by tag name
 * @param cut names of tags that were left out or lost entries, with the reason
 */
public record PrincipalTags(Map<String, String> values, List<String> cut) {

  /** No tags, so that roles need not allow {@code sts:TagSession}. */
  public static final PrincipalTags NONE = new PrincipalTags(Map.of(), List.of());

  public PrincipalTags {
    values = Map.copyOf(values);
    cut = List.copyOf(cut);
  }

  /**
   * The tags of an allow-list, as far as they fit: what is listed first has the room first.
   *
   * @param sources tells the value of a source, or {@link TagValue#ABSENT}; asked once per rule
   */
  public static PrincipalTags of(List<TagRule> rules, Function<String, TagValue> sources) {
    TagBudget budget = new TagBudget();
    rules.forEach(rule -> budget.add(rule.tag(), sources.apply(rule.source())));
    return budget.tags();
  }

  /** Never the values: they are personal data. */
  @Override
  public String toString() {
    return "PrincipalTags[" + values.keySet() + ", cut " + cut + "]";
  }
}
