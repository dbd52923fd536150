package io.github.keycloakcognito.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.pool.Components;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

class PoolChoiceTest {

  private final RealmModel realm =
      Components.realm(Components.pool("prod"), Components.pool("test"));

  @Test
  void takesPoolThatIsNamed() {
    assertThat(PoolChoice.of(realm, pool("test")).alias()).isEqualTo("test");
  }

  @Test
  void refusesUnknownAliasWithoutRepeatingIt() {
    assertThat(
            Refusals.refusal(Kind.NOT_FOUND, () -> PoolChoice.of(realm, pool("<b>"))).description())
        .isEqualTo("The realm has no identity pool of that alias.");
  }

  @Test
  void saysHowToNamePoolWhenNoneIsDefault() {
    Parameters none = Parameters.of(new FakeRequest().request(), null);

    assertThat(Refusals.refusal(Kind.NOT_FOUND, () -> PoolChoice.of(realm, none)).description())
        .contains("no default")
        .contains("name one with pool");
  }

  private static Parameters pool(String alias) {
    return Parameters.of(FakeRequest.withQuery("pool", alias).request(), null);
  }
}
