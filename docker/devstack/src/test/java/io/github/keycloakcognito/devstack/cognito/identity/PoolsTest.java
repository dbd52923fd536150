package io.github.keycloakcognito.devstack.cognito.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.state.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolsTest {
  private static final Pool POOL = TestPools.numbered(1);
  private static final Pool ELSEWHERE =
      TestPools.named("us-east-1:00000000-0000-4000-8000-000000000001", "far");

  private final Store store = Store.inMemory();
  private final Pools pools = new Pools(store);

  @TempDir Path folder;

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void knowsNoPoolItWasNotGiven() {
    assertThat(pools.find(POOL.id())).isEmpty();
    assertThat(pools.remove(POOL.id())).isFalse();
    assertThat(pools.update(POOL.id(), pool -> pool)).isEmpty();
    assertThat(pools.find(POOL.id())).isEmpty();
    assertThat(pools.all()).isEmpty();
    assertThat(pools.regions()).isEmpty();
  }

  @Test
  void aDeletedPoolOfTheSeedStaysDeletedAndAChangedOneChanged() {
    Path file = folder.resolve("state");
    List<Pool> seed = List.of(POOL, TestPools.numbered(2), TestPools.numbered(3));
    try (Store durable = Store.file(file)) {
      Pools first = new Pools(durable);
      first.seed(seed);
      assertThat(first.remove(POOL.id())).isTrue();
      assertThat(
              first.update(TestPools.numbered(2).id(), pool -> TestPools.named(pool.id(), "new")))
          .get()
          .extracting(Pool::name)
          .isEqualTo("new");
    }
    try (Store durable = Store.file(file)) {
      Pools again = new Pools(durable);
      again.seed(seed);
      again.seed(List.of(ELSEWHERE));
      assertThat(again.all())
          .containsExactly(
              TestPools.named(TestPools.numbered(2).id(), "new"), TestPools.numbered(3), ELSEWHERE);
      assertThat(again.regions()).containsExactly("eu-west-1", "us-east-1");
    }
  }

  @Test
  void noUpdateIsLost() {
    pools.seed(List.of(TestPools.named(POOL.id(), "")));
    IntStream.range(0, 200)
        .parallel()
        .forEach(
            i -> pools.update(POOL.id(), pool -> TestPools.named(pool.id(), pool.name() + "x")));
    assertThat(pools.find(POOL.id()).orElseThrow().name()).hasSize(200);
  }
}
