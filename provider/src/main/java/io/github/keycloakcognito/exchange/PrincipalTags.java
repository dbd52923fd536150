package io.github.keycloakcognito.exchange;

import java.util.List;
import java.util.Map;

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
}
