package io.github.keycloakcognito.devstack.cognito.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.state.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has to be true of the tables at every moment. */
final class IdentityInvariants {
  private IdentityInvariants() {}

  static void check(Store store, Identities identities, List<Pool> pools) {
    Map<String, String> expected = new HashMap<>();
    int count = 0;
    for (Pool pool : pools) {
      for (Identity identity :
          identities.list(pool.id(), Optional.empty(), false, Integer.MAX_VALUE)) {
        count++;
        assertThat(identity.poolId()).isEqualTo(pool.id());
        assertThat(identity.logins()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(20);
        for (Login login : identity.logins()) {
          assertThat(identity.enabled()).isTrue();
          assertThat(identities.owner(pool.id(), login)).contains(identity);
          assertThat(expected.put(pool.id() + login, identity.id())).isNull();
        }
      }
    }
    assertThat(store.table("logins", String.class).all("").stream().map(Table.Row::value))
        .containsExactlyInAnyOrderElementsOf(expected.values());
    assertThat(store.table("identities", Identity.class).all("")).hasSize(count);
  }
}
