package io.github.keycloakcognito.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.LogCapture;
import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.Optional;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;

class RealmPoolsTest {

  @AutoClose private final LogCapture log = new LogCapture(RealmPools.class);

  @Test
  void realmWithoutPoolsHasNoDefault() {
    assertThat(find(null)).isEmpty();
    assertThat(find("default")).isEmpty();
  }

  @Test
  void onlyPoolIsDefaultWhateverItsAlias() {
    assertThat(find(null, Components.pool("prod"))).contains("prod");
  }

  @Test
  void amongSeveralTheOneCalledDefaultIs() {
    assertThat(find(null, Components.pool("prod"), Components.pool("default"))).contains("default");
  }

  @Test
  void amongSeveralNoneOfWhichIsCalledSoNoneIs() {
    assertThat(find(null, Components.pool("prod"), Components.pool("test"))).isEmpty();
  }

  @Test
  void findsByAlias() {
    assertThat(find("test", Components.pool("prod"), Components.pool("test"))).contains("test");
  }

  @Test
  void doesNotPutOnlyPoolInPlaceOfAnotherAlias() {
    assertThat(find("test", Components.pool("prod"))).isEmpty();
    assertThat(find("PROD", Components.pool("prod"))).isEmpty();
  }

  @Test
  void leavesInvalidComponentOutAndSaysSo() {
    ComponentModel invalid = Components.pool("prod");
    invalid.getConfig().putSingle("identityPoolId", "some secret");

    RealmPools pools = RealmPools.of(Components.realm(invalid, Components.pool("default")));

    assertThat(pools.all()).extracting(IdentityPool::alias).containsExactly("default");
    assertThat(log.records())
        .extracting(LogRecord::getMessage)
        .singleElement()
        .asString()
        .contains("demo", "id-of-prod", "identityPoolId: must be")
        .doesNotContain("some secret");
  }

  @Test
  void doesNotPutAnotherPoolInPlaceOfInvalidDefault() {
    ComponentModel invalid = Components.pool("default");
    invalid.getConfig().putSingle("identityPoolId", "no id");

    assertThat(find(null, invalid, Components.pool("prod"))).isEmpty();
  }

  @Test
  void readsPoolsOfBothTypes() {
    RealmPools pools =
        RealmPools.of(Components.realm(Components.pool("prod"), Components.pagePool("test")));

    assertThat(pools.all()).extracting(IdentityPool::alias).containsExactly("prod", "test");
    assertThat(pools.find(null)).as("the only one of its type").isEmpty();
    assertThat(log.records()).isEmpty();
  }

  @Test
  void onlyPoolOfPageIsDefault() {
    assertThat(find(null, Components.pagePool("prod"))).contains("prod");
  }

  @Test
  void leavesOtherPagesAlone() {
    ComponentModel todo = Components.pagePool("todo");
    todo.setProviderId("Todo");

    assertThat(find(null, todo, Components.pool("prod"))).contains("prod");
    assertThat(log.records()).isEmpty();
  }

  private static Optional<String> find(String alias, ComponentModel... components) {
    return RealmPools.of(Components.realm(components)).find(alias).map(IdentityPool::alias);
  }
}
