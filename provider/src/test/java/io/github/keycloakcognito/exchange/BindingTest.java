package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BindingTest {

  private static final Binding BOUND =
      new Binding(Map.of("demo", Set.of("eu-west-1:a", "eu-west-1:b")), Map.of());

  @Test
  void allowsEverythingWhileNothingIsBound() {
    assertThat(Binding.NONE.allowsPool("demo", "eu-west-1:a")).isTrue();
  }

  @Test
  void allowsWhatIsBound() {
    assertThat(BOUND.allowsPool("demo", "eu-west-1:a")).isTrue();
    assertThat(BOUND.allowsPool("demo", "eu-west-1:b")).isTrue();
  }

  @Test
  void refusesOtherPoolOfBoundRealm() {
    assertThat(BOUND.allowsPool("demo", "eu-west-1:c")).isFalse();
  }

  @Test
  void refusesRealmThatIsNotBoundAtAll() {
    assertThat(BOUND.allowsPool("other", "eu-west-1:a")).isFalse();
    assertThat(BOUND.allowsPool("Demo", "eu-west-1:a")).isFalse();
  }

  @Test
  void isNotChangedFromOutside() {
    Map<String, Set<String>> pools = new HashMap<>(Map.of("demo", Set.of("eu-west-1:a")));
    Binding binding = new Binding(pools, Map.of());

    pools.clear();

    assertThat(binding.allowsPool("other", "eu-west-1:a")).isFalse();
  }
}
