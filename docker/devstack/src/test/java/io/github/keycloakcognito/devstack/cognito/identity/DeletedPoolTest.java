package io.github.keycloakcognito.devstack.cognito.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request that has found its pool before somebody else deletes it. */
class DeletedPoolTest {
  private static final Pool POOL =
      new Pool(
          "eu-west-1:00000000-0000-4000-8000-000000000001",
          "123456789012",
          "deleted",
          true,
          Optional.empty(),
          Optional.of("login.test"),
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of());

  private final Store store = Store.inMemory();
  private final Pools pools = new Pools(store);
  private final Identities identities =
      new Identities(store, pools, new Assumptions(Map.of()), Instant::now);
  private final Login user = new Login("login.test", "user");

  @BeforeEach
  void deleteThePool() {
    assertThat(pools.add(POOL)).isTrue();
    identities.createGuest(POOL);
    identities.resolve(POOL, Optional.empty(), List.of(user));
    assertThat(identities.deletePool(POOL.id())).isTrue();
  }

  @Test
  void leavesNothingBehind() {
    assertThat(identities.deletePool(POOL.id())).isFalse();
    assertThat(identities.list(POOL.id(), Optional.empty(), false, 60)).isEmpty();
    assertThat(identities.owner(POOL.id(), user)).isEmpty();
  }

  @Test
  void getsNoNewIdentities() {
    assertThat(identities.resolve(POOL, Optional.empty(), List.of(user)))
        .isEqualTo(LinkOutcome.Refused.UNKNOWN_POOL);
    assertThatThrownBy(() -> identities.createGuest(POOL)).isInstanceOf(UnknownPoolException.class);
    assertThat(identities.list(POOL.id(), Optional.empty(), false, 60)).isEmpty();
  }
}
