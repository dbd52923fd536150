package io.github.keycloakcognito.devstack.cognito.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome.Linked;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome.Refused;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentitiesRaceTest {
  private static final int THREADS = 16;
  private static final Pool POOL = TestPools.numbered(1);

  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
  private final Store store = Store.inMemory();
  private final Pools pools = new Pools(store);
  private final Identities identities =
      new Identities(store, pools, new Assumptions(Map.of()), Instant::now);

  IdentitiesRaceTest() {
    pools.seed(List.of(POOL));
  }

  @AfterEach
  void close() {
    IdentityInvariants.check(store, identities, List.of(POOL));
    executor.shutdownNow();
    store.close();
  }

  private static Login login(int user) {
    return new Login(TestPools.DEVELOPER, "user" + user);
  }

  private LinkOutcome resolve(int user) {
    return identities.resolve(POOL, Optional.empty(), List.of(login(user)));
  }

  private Identity identity(int user) {
    return ((Linked) resolve(user)).identity();
  }

  /** What came of the same step on all threads, begun at once. */
  private <T> List<T> race(IntFunction<Callable<T>> step)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<T>> steps =
        IntStream.range(0, THREADS)
            .mapToObj(
                thread ->
                    (Callable<T>)
                        () -> {
                          start.await();
                          return step.apply(thread).call();
                        })
            .toList();
    List<Future<T>> ends = executor.invokeAll(steps);
    List<T> results = new ArrayList<>();
    for (Future<T> end : ends) {
      results.add(end.get());
    }
    return results;
  }

  @Test
  void aNewLoginGetsOneIdentity() throws InterruptedException, ExecutionException {
    for (int round = 0; round < 50; round++) {
      int user = round;
      assertThat(race(thread -> () -> identity(user).id())).containsOnly(identity(user).id());
    }
    assertThat(identities.list(POOL.id(), Optional.empty(), false, 100)).hasSize(50);
  }

  @Test
  void aGuestBecomesOneUserOnly() throws InterruptedException, ExecutionException {
    for (int round = 0; round < 50; round++) {
      Identity guest = identities.createGuest(POOL);
      int first = round * THREADS;
      List<LinkOutcome> outcomes =
          race(
              thread ->
                  () ->
                      identities.resolve(
                          POOL, Optional.of(guest.id()), List.of(login(first + thread))));
      assertThat(outcomes).filteredOn(Linked.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Refused.NOT_PROVEN::equals).hasSize(THREADS - 1);
    }
  }

  @Test
  void mergingCrosswiseLeavesOneIdentity() throws InterruptedException, ExecutionException {
    for (int round = 0; round < 50; round++) {
      int one = 2 * round;
      int two = one + 1;
      identity(one);
      identity(two);
      race(
          thread ->
              () ->
                  thread % 2 == 0
                      ? identities.merge(POOL, login(one), login(two))
                      : identities.merge(POOL, login(two), login(one)));
      assertThat(identity(one)).isEqualTo(identity(two));
    }
    assertThat(identities.list(POOL.id(), Optional.empty(), true, 1000)).hasSize(50);
    assertThat(identities.list(POOL.id(), Optional.empty(), false, 1000)).hasSize(100);
  }

  @Test
  void everythingAtOnceLeavesTheTablesInOrder() throws InterruptedException, ExecutionException {
    int users = 6;
    race(
        thread ->
            () -> {
              Random random = new Random(thread);
              for (int i = 0; i < 300; i++) {
                step(random, users);
              }
              return thread;
            });
    assertThat(identities.list(POOL.id(), Optional.empty(), false, 10_000)).isNotEmpty();
  }

  private void step(Random random, int users) {
    int user = random.nextInt(users);
    Login login = login(user);
    switch (random.nextInt(5)) {
      case 0 -> identities.merge(POOL, login, login(random.nextInt(users)));
      case 1 ->
          identities
              .owner(POOL.id(), login)
              .ifPresent(owner -> identities.unlink(POOL, owner.id(), List.of(login)));
      case 2 ->
          identities.owner(POOL.id(), login).ifPresent(owner -> identities.delete(owner.id()));
      case 3 ->
          identities.resolve(POOL, Optional.of(identities.createGuest(POOL).id()), List.of(login));
      default -> assertThat(identity(user).logins()).contains(login);
    }
  }

  @Test
  void aPoolDeletedMeanwhileKeepsNoIdentity() throws InterruptedException, ExecutionException {
    for (int round = 0; round < 30; round++) {
      Pool pool = TestPools.numbered(round + 2);
      pools.seed(List.of(pool));
      race(
          thread ->
              () -> {
                if (thread == 0) {
                  return store.change(
                      () -> {
                        identities.deleteAll(pool.id());
                        return pools.remove(pool.id());
                      });
                }
                LinkOutcome outcome =
                    identities.resolve(pool, Optional.empty(), List.of(login(thread)));
                return outcome == Refused.UNKNOWN_POOL || outcome instanceof Linked;
              });
      assertThat(identities.list(pool.id(), Optional.empty(), false, 100)).isEmpty();
    }
  }
}
