package io.github.keycloakcognito.devstack.cognito.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome.Linked;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome.Refused;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private static final Pool POOL = TestPools.numbered(1);
  private static final Pool OTHER_POOL = TestPools.numbered(2);
  private static final Pool UNKNOWN_POOL = TestPools.numbered(3);
  private static final String UNKNOWN = "eu-west-1:00000000-0000-4000-8000-0000000000ff";
  private static final Login ANN = developer("ann");
  private static final Login BOB = developer("bob");
  private static final Login CAT = developer("cat");
  private static final Login ANN_AT_GOOGLE = new Login("accounts.google.com", "ann");
  private static final Login BOB_AT_GOOGLE = new Login("accounts.google.com", "bob");
  private static final Login ANN_AT_FACEBOOK = new Login("graph.facebook.com", "ann");

  private final Store store = Store.inMemory();
  private final Pools pools = new Pools(store);
  private final Map<Assumption, String> decided = new EnumMap<>(Assumption.class);
  private Instant now = Instant.parse("2026-11-22T05:00:00Z");
  private final Identities identities =
      new Identities(store, pools, new Assumptions(decided), () -> now);

  private static Login developer(String user) {
    return new Login(TestPools.DEVELOPER, user);
  }

  @BeforeEach
  void seed() {
    pools.seed(List.of(POOL, OTHER_POOL));
  }

  /** The index and the identities say the same, after every test. */
  @AfterEach
  void check() {
    IdentityInvariants.check(store, identities, List.of(POOL, OTHER_POOL));
    store.close();
  }

  private Identity linked(Login... logins) {
    return identity(identities.resolve(POOL, Optional.empty(), List.of(logins)));
  }

  private LinkOutcome resolve(Identity named, Login... logins) {
    return identities.resolve(POOL, Optional.of(named.id()), List.of(logins));
  }

  private static Identity identity(LinkOutcome outcome) {
    assertThat(outcome).isInstanceOf(Linked.class);
    return ((Linked) outcome).identity();
  }

  private Identity now(Identity identity) {
    return identities.find(identity.id()).orElseThrow();
  }

  private void later() {
    now = now.plusSeconds(60);
  }

  @Test
  void refusesPoolsAndIdentitiesThatDoNotExist() {
    assertThat(identities.resolve(UNKNOWN_POOL, Optional.empty(), List.of(ANN)))
        .isEqualTo(Refused.UNKNOWN_POOL);
    assertThatThrownBy(() -> identities.createGuest(UNKNOWN_POOL))
        .isInstanceOf(UnknownPoolException.class);
    assertThat(identities.resolve(POOL, Optional.of(UNKNOWN), List.of(ANN)))
        .isEqualTo(Refused.UNKNOWN_IDENTITY);
    assertThat(identities.unlink(POOL, UNKNOWN, List.of(ANN))).isEqualTo(Refused.UNKNOWN_IDENTITY);
    assertThat(identities.merge(POOL, ANN, BOB)).isEqualTo(Refused.UNKNOWN_LOGIN);
    assertThat(identities.delete(UNKNOWN)).isFalse();
    assertThat(identities.find(UNKNOWN)).isEmpty();
    assertThat(identities.owner(POOL.id(), ANN)).isEmpty();
  }

  @Test
  void doesNotLinkWithoutProof() {
    Identity ann = linked(ANN);
    assertThat(resolve(ann, BOB)).isEqualTo(Refused.NOT_PROVEN);
    linked(CAT);
    assertThat(resolve(ann, CAT)).isEqualTo(Refused.NOT_PROVEN);
    assertThat(identities.resolve(OTHER_POOL, Optional.of(ann.id()), List.of(ANN)))
        .isEqualTo(Refused.NOT_PROVEN);
    assertThat(identities.owner(POOL.id(), BOB)).isEmpty();
    assertThat(now(ann)).isEqualTo(ann);
  }

  @Test
  void doesNotMoveADeveloperUser() {
    Identity ann = linked(ANN);
    Identity bob = linked(BOB);
    Identity guest = identities.createGuest(POOL);
    assertThat(resolve(guest, ANN)).isEqualTo(Refused.DEVELOPER_USER_ELSEWHERE);
    assertThat(resolve(ann, ANN, BOB)).isEqualTo(Refused.DEVELOPER_USER_ELSEWHERE);
    assertThat(List.of(now(ann), now(bob), now(guest))).containsExactly(ann, bob, guest);
    decided.put(Assumption.DEVELOPER_USER_ELSEWHERE, "merged");
    assertThat(identity(resolve(guest, ANN)).id()).isEqualTo(ann.id());
    assertThat(now(guest).mergedInto()).contains(ann.id());
    assertThat(identity(resolve(ann, ANN, BOB)).id()).isEqualTo(ann.id());
    assertThat(now(bob).mergedInto()).contains(ann.id());
  }

  @Test
  void keepsOneUserPerPublicProvider() {
    Identity ann = linked(ANN, ANN_AT_GOOGLE);
    assertThat(resolve(ann, ANN, BOB_AT_GOOGLE)).isEqualTo(Refused.SECOND_USER_OF_PROVIDER);
    Identity bob = linked(BOB, BOB_AT_GOOGLE);
    assertThat(identities.merge(POOL, ANN, BOB)).isEqualTo(Refused.SECOND_USER_OF_PROVIDER);
    assertThat(identities.resolve(POOL, Optional.empty(), List.of(ANN_AT_GOOGLE, BOB)))
        .isEqualTo(Refused.SECOND_USER_OF_PROVIDER);
    assertThat(List.of(now(ann), now(bob))).containsExactly(ann, bob);
  }

  @Test
  void linksTwentyLoginsAndNoMore() {
    Identity ann = linked(ANN_AT_GOOGLE);
    for (int i = 1; i < Identities.MAX_LOGINS; i++) {
      identity(resolve(ann, ANN_AT_GOOGLE, developer("user" + i)));
    }
    assertThat(resolve(ann, ANN_AT_GOOGLE, BOB)).isEqualTo(Refused.TOO_MANY_LOGINS);
    Identity bob = linked(BOB);
    assertThat(identities.merge(POOL, BOB, developer("user1"))).isEqualTo(Refused.TOO_MANY_LOGINS);
    assertThat(identities.merge(POOL, developer("user1"), BOB)).isEqualTo(Refused.TOO_MANY_LOGINS);
    assertThat(identities.resolve(POOL, Optional.empty(), List.of(BOB, ANN_AT_GOOGLE)))
        .isEqualTo(Refused.TOO_MANY_LOGINS);
    assertThat(now(bob)).isEqualTo(bob);
    assertThat(now(ann).logins()).hasSize(20);
    identities.unlink(POOL, ann.id(), List.of(developer("user1")));
    assertThat(identity(identities.merge(POOL, BOB, developer("user2"))).logins()).hasSize(20);
  }

  @Test
  void anIdentityWithoutItsLastLoginIsLost() {
    Identity ann = linked(ANN);
    assertThat(identity(identities.unlink(POOL, ann.id(), List.of(ANN))).inaccessible()).isTrue();
    assertThat(now(ann).guest()).isFalse();
    assertThat(now(ann).enabled()).isTrue();
    assertThat(resolve(ann, ANN)).isEqualTo(Refused.INACCESSIBLE);
    assertThat(resolve(ann, BOB)).isEqualTo(Refused.INACCESSIBLE);
    assertThat(identities.unlink(POOL, ann.id(), List.of(ANN))).isEqualTo(Refused.UNKNOWN_LOGIN);
    assertThat(linked(ANN).id()).isNotEqualTo(ann.id());
  }

  @Test
  void unlinksAllOrNothing() {
    Identity ann = linked(ANN, ANN_AT_GOOGLE);
    linked(BOB);
    assertThat(identities.unlink(POOL, ann.id(), List.of(ANN, BOB)))
        .isEqualTo(Refused.LOGIN_ELSEWHERE);
    assertThat(identities.unlink(POOL, ann.id(), List.of(ANN, CAT)))
        .isEqualTo(Refused.UNKNOWN_LOGIN);
    assertThat(identities.unlink(OTHER_POOL, ann.id(), List.of(ANN)))
        .isEqualTo(Refused.UNKNOWN_IDENTITY);
    assertThat(now(ann)).isEqualTo(ann);
    assertThat(identity(identities.unlink(POOL, ann.id(), List.of(ANN))).logins())
        .containsExactly(ANN_AT_GOOGLE);
  }

  @Test
  void aMergedIdentityIsDisabledForEver() {
    Identity ann = linked(ANN);
    Identity bob = linked(BOB);
    later();
    assertThat(identity(identities.merge(POOL, ANN, BOB)).logins()).containsExactly(BOB, ANN);
    assertThat(now(ann).enabled()).isFalse();
    assertThat(now(ann).mergedInto()).contains(bob.id());
    assertThat(now(ann).modified()).isEqualTo(now);
    assertThat(now(bob).modified()).isEqualTo(now);
    assertThat(now(bob).created()).isEqualTo(bob.created());
    assertThat(resolve(ann, ANN)).isEqualTo(Refused.INACCESSIBLE);
    assertThat(identities.unlink(POOL, ann.id(), List.of(ANN))).isEqualTo(Refused.LOGIN_ELSEWHERE);
    assertThat(linked(ANN).id()).isEqualTo(bob.id());
    identities.unlink(POOL, bob.id(), List.of(ANN));
    assertThat(linked(ANN).id()).isNotIn(ann.id(), bob.id());
  }

  @Test
  void mergingWhatIsOneChangesNothing() {
    Identity ann = linked(ANN);
    identity(identities.merge(POOL, ANN, ANN));
    linked(BOB);
    Identity bob = identity(identities.merge(POOL, ANN, BOB));
    later();
    assertThat(identity(identities.merge(POOL, BOB, ANN))).isEqualTo(bob);
    assertThat(now(ann).mergedInto()).contains(bob.id());
    decided.put(Assumption.MERGE_OF_ONE, "InvalidParameterException");
    assertThat(identities.merge(POOL, BOB, ANN)).isEqualTo(Refused.SAME_IDENTITY);
    assertThat(identities.merge(POOL, CAT, CAT)).isEqualTo(Refused.UNKNOWN_LOGIN);
  }

  @Test
  void mergesImplicitlyIntoTheOldest() {
    Identity facebook = linked(ANN_AT_FACEBOOK);
    later();
    Identity ann = linked(ANN);
    later();
    Identity google = linked(ANN_AT_GOOGLE);
    assertThat(linked(ANN_AT_GOOGLE, ANN, ANN_AT_FACEBOOK).id()).isEqualTo(facebook.id());
    assertThat(now(ann).mergedInto()).contains(facebook.id());
    assertThat(now(google).mergedInto()).contains(facebook.id());
  }

  @Test
  void mergesImplicitlyIntoTheOldestWithADeveloperUserIfSoDecided() {
    decided.put(Assumption.MERGE_SURVIVOR, "developer");
    Identity google = linked(ANN_AT_GOOGLE);
    later();
    Identity ann = linked(ANN);
    later();
    Identity facebook = linked(ANN_AT_FACEBOOK);
    assertThat(linked(ANN_AT_GOOGLE, ANN_AT_FACEBOOK).id()).isEqualTo(google.id());
    assertThat(linked(ANN_AT_GOOGLE, ANN).id()).isEqualTo(ann.id());
    assertThat(now(facebook).mergedInto()).contains(google.id());
  }

  @Test
  void aProvenIdentityTakesPublicLoginsOfOthers() {
    Identity google = linked(ANN_AT_GOOGLE);
    later();
    Identity ann = linked(ANN);
    assertThat(identity(resolve(ann, ANN, ANN_AT_GOOGLE)).id()).isEqualTo(ann.id());
    assertThat(now(google).mergedInto()).contains(ann.id());
    Identity guest = identities.createGuest(POOL);
    assertThat(identity(resolve(guest, ANN_AT_GOOGLE, ANN_AT_FACEBOOK)).id()).isEqualTo(ann.id());
    assertThat(now(guest).mergedInto()).contains(ann.id());
  }

  @Test
  void keepsPoolsApart() {
    Identity here = linked(ANN);
    Identity there = identity(identities.resolve(OTHER_POOL, Optional.empty(), List.of(ANN)));
    assertThat(there.id()).isNotEqualTo(here.id());
    linked(BOB);
    assertThat(identities.merge(OTHER_POOL, ANN, BOB)).isEqualTo(Refused.UNKNOWN_LOGIN);
    identities.deleteAll(POOL.id());
    assertThat(identities.find(here.id())).isEmpty();
    assertThat(now(there)).isEqualTo(there);
  }

  @Test
  void tellsLoginsApartThatReadTheSame() {
    Login one = new Login("a", "b:1:c");
    Login two = new Login("a:1:b", "c");
    assertThat(linked(one).id()).isNotEqualTo(linked(two).id());
    assertThat(linked(developer("Ann")).id()).isNotEqualTo(linked(ANN).id());
  }

  @Test
  void aDeletedIdentityLeavesNothing() {
    Identity ann = linked(ANN);
    Identity bob = linked(BOB);
    linked(CAT);
    identities.merge(POOL, ANN, BOB);
    identities.merge(POOL, BOB, CAT);
    assertThat(identities.delete(bob.id())).isTrue();
    assertThat(identities.delete(bob.id())).isFalse();
    assertThat(resolve(bob, BOB)).isEqualTo(Refused.UNKNOWN_IDENTITY);
    Identity cat = linked(CAT);
    assertThat(cat.logins()).containsExactly(CAT, BOB, ANN);
    assertThat(identities.delete(cat.id())).isTrue();
    assertThat(now(ann).enabled()).isFalse();
    assertThat(linked(ANN).id()).isNotIn(ann.id(), bob.id(), cat.id());
  }

  @Test
  void listsPageByPage() {
    List<String> all =
        new ArrayList<>(
            IntStream.range(0, 25).mapToObj(i -> identities.createGuest(POOL).id()).toList());
    identities.createGuest(OTHER_POOL);
    Identity merged = linked(ANN);
    linked(BOB);
    identities.merge(POOL, ANN, BOB);
    all.add(linked(BOB).id());
    assertThat(pages(true)).isSorted().containsExactlyInAnyOrderElementsOf(all);
    all.add(merged.id());
    assertThat(pages(false)).isSorted().containsExactlyInAnyOrderElementsOf(all);
  }

  private List<String> pages(boolean hideDisabled) {
    List<String> ids = new ArrayList<>();
    Optional<String> after = Optional.empty();
    while (true) {
      List<Identity> page = identities.list(POOL.id(), after, hideDisabled, 4);
      if (page.isEmpty()) {
        return ids;
      }
      page.forEach(identity -> ids.add(identity.id()));
      after = Optional.of(ids.get(ids.size() - 1));
    }
  }

  @Test
  void aKnownUserChangesNothing() {
    Identity ann = linked(ANN);
    later();
    assertThat(linked(ANN)).isEqualTo(ann);
    assertThat(identity(resolve(ann, ANN))).isEqualTo(ann);
  }
}
