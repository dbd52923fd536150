package io.github.keycloakcognito.exchange;

import java.util.List;

/**
 * The developer users of an identity.
 *
 * @param users their identifiers
 * @param more whether there are others besides
 */
public record DeveloperUsers(List<String> users, boolean more) {

  public DeveloperUsers {
    users = List.copyOf(users);
  }
}
