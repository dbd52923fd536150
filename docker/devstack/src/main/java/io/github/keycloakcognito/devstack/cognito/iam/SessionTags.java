package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tags of a role session.
 *
 * @param values by key
 * @param transitive keys of those that go on to sessions taken from this one
 */
public record SessionTags(Map<String, String> values, Set<String> transitive) {
  /** No tags. */
  public static final SessionTags NONE = new SessionTags(Map.of(), Set.of());

  /** The tags of a token; STS takes one value of each. */
  static SessionTags of(Map<String, List<String>> claim) {
    Map<String, String> values = new LinkedHashMap<>();
    claim.forEach((key, list) -> values.put(key, list.isEmpty() ? "" : list.get(0)));
    return new SessionTags(values, Set.of());
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** Those that go on. */
  SessionTags inherited() {
    Map<String, String> inherited = new LinkedHashMap<>(values);
    inherited.keySet().removeIf(key -> !contains(transitive, key));
    return new SessionTags(inherited, transitive);
  }

  /** These and the inherited ones. */
  SessionTags with(SessionTags inherited) {
    Map<String, String> all = new LinkedHashMap<>(inherited.values);
    all.putAll(values);
    Set<String> allTransitive = new TreeSet<>(inherited.transitive);
    allTransitive.addAll(transitive);
    return new SessionTags(all, allTransitive);
  }

  /** Whether a key is among others; letter case does not count. */
  static boolean contains(Set<String> keys, String key) {
    return keys.stream().anyMatch(key::equalsIgnoreCase);
  }
}
