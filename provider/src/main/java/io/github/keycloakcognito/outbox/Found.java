package io.github.keycloakcognito.outbox;

import java.util.List;

/**
 * What Cognito knows of a removed user.
 *
 * @param identityId null if it knows no such user
 * @param others the identity's other users, as many as Cognito told
 * @param more whether there are further ones
 */
record Found(OutboxEntry entry, String identityId, List<String> others, boolean more) {

  static Found nothing(OutboxEntry entry) {
    return new Found(entry, null, List.of(), false);
  }

  String userId() {
    return entry.removal().userId();
  }
}
