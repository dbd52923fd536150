package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a trust policy is asked.
 *
 * @param principal who asks
 * @param action e.g. {@code sts:AssumeRoleWithWebIdentity}
 * @param context condition keys with their values; letter case of keys does not count
 */
public record TrustRequest(
    TrustPrincipal principal, String action, Map<String, List<String>> context) {

  /** Folds the keys' letter case. */
  public TrustRequest {
    Map<String, List<String>> folded = new TreeMap<>();
    context.forEach((key, values) -> folded.put(key.toLowerCase(Locale.ROOT), values));
    context = folded;
  }

  TrustRequest forAction(String other) {
    return new TrustRequest(principal, other, context);
  }

  /** The values of a key; empty if the request does not have it. */
  List<String> values(String key) {
    return context.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
  }
}
