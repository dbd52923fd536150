package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.Collections;
import java.util.Set;

/**
 * The Principal element of a statement. Services are left out: none of them asks here.
 *
 * @param federated identity providers
 * @param aws accounts, users, roles, role sessions; {@code *} is everyone, with or without account
 */
public record Principals(Set<String> federated, Set<String> aws) {
  private static final String EVERYONE = "*";

  boolean include(TrustPrincipal principal) {
    if (aws.contains(EVERYONE)) {
      return true;
    }
    Set<String> named = principal.type() == TrustPrincipal.Type.AWS ? aws : federated;
    return named.contains(EVERYONE) || !Collections.disjoint(named, principal.names());
  }
}
