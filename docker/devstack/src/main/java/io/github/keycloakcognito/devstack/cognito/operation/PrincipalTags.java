package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.PrincipalTagMap;
import io.github.keycloakcognito.devstack.cognito.token.VerifiedLogin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes principal tags of the claims a pool maps. */
final class PrincipalTags {
  private final Map<String, String> defaults = new LinkedHashMap<>();

  /** Developer guide, "Default provider mappings": aud and sub, whatever the provider. */
  PrincipalTags(Assumptions assumptions) {
    String[] names = assumptions.choice(Assumption.DEFAULT_TAG_NAMES).split(",", 2);
    defaults.put(names[0], "aud");
    defaults.put(names[1], "sub");
  }

  /** Values by tag name; a claim that is missing, empty or no scalar makes no tag. */
  Map<String, String> of(Pool pool, List<VerifiedLogin> logins) {
    Map<String, String> tags = new TreeMap<>();
    for (VerifiedLogin login : logins) {
      login
          .setting(pool.principalTagMaps())
          .map(setting -> claimNames(setting.getValue()))
          .orElse(Map.of())
          .forEach(
              (tag, claim) -> {
                List<String> values = Claims.texts(login.claims().get(claim));
                if (values.size() == 1 && !values.get(0).isEmpty()) {
                  tags.putIfAbsent(tag, values.get(0));
                }
              });
    }
    return tags;
  }

  private Map<String, String> claimNames(PrincipalTagMap map) {
    return map.useDefaults() ? defaults : map.tags();
  }
}
