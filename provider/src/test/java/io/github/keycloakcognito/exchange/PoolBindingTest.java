package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolBindingTest {

  private static final PoolBinding BOUND =
      new PoolBinding(Map.of("demo", Set.of("eu-west-1:a", "eu-west-1:b")));

  @Test
  void allowsEverythingWhileNothingIsBound() {
    assertThat(new PoolBinding(Map.of()).allows("demo", "eu-west-1:a")).isTrue();
  }

  @Test
  void allowsWhatIsBound() {
    assertThat(BOUND.allows("demo", "eu-west-1:a")).isTrue();
    assertThat(BOUND.allows("demo", "eu-west-1:b")).isTrue();
  }

  @Test
  void refusesOtherPoolOfBoundRealm() {
    assertThat(BOUND.allows("demo", "eu-west-1:c")).isFalse();
  }

  @Test
  void refusesRealmThatIsNotBoundAtAll() {
    assertThat(BOUND.allows("other", "eu-west-1:a")).isFalse();
    assertThat(BOUND.allows("Demo", "eu-west-1:a")).isFalse();
  }

  @Test
  void isNotChangedFromOutside() {
    Map<String, Set<String>> pools = new HashMap<>(Map.of("demo", Set.of("eu-west-1:a")));
    PoolBinding binding = new PoolBinding(pools);

    pools.clear();

    assertThat(binding.allows("other", "eu-west-1:a")).isFalse();
  }
}
