package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has to hold once a node that was killed is back.
 *
 * @param run for messages
 * @param identities of users by user id, from before
 */
record Aftermath(String run, Nodes nodes, Members members, Map<String, String> identities) {

  private static final String WAITING =
      "SELECT state || ': ' || coalesce(cause, '') FROM cognito_outbox";

  /** Longer than the longest pause after failures that may pass. */
  private static final Duration SETTLED = Duration.ofMinutes(3);

  /**
   * Waits until the outbox is empty.
   *
   * @param confirmed users whose removal Keycloak has confirmed
   */
  void awaitRemovals(Set<String> confirmed) {
    assertThat(members.living().ids().values())
        .as("%s: users whose removal was confirmed", run)
        .filteredOn(confirmed::contains)
        .isEmpty();
    await()
        .alias(run)
        .atMost(SETTLED)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(nodes.database().column(WAITING)).isEmpty());
  }

  /**
   * Living users have the identities from before, and there are no others.
   *
   * @param before other users' identities
   */
  void check(LocalIdentities pool, Set<String> before) {
    Set<String> gone = new HashSet<>(identities.keySet());
    Members living = members.living();
    gone.removeAll(living.ids().values());
    assertThat(pool.all())
        .as("%s: identities of removed users", run)
        .filteredOn(gone.stream().map(identities::get).toList()::contains)
        .isEmpty();

    Map<String, String> found = living.exchange(living.names());
    Map<String, String> expected = new HashMap<>(found);
    expected.putAll(identities);
    expected.keySet().retainAll(found.keySet());
    assertThat(found).as("%s: identities of living users", run).isEqualTo(expected);
    Set<String> made = pool.all();
    made.removeAll(before);
    assertThat(made)
        .as("%s: identities at Cognito", run)
        .containsExactlyInAnyOrderElementsOf(new HashSet<>(found.values()));
  }
}
