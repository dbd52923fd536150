package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One run: admins delete users, some of whom exchange at that moment; the node is killed and
 * started again. The seed decides who, when, and what is the matter with Cognito meanwhile.
 */
final class Crash {

  private static final List<Trouble> KINDS = List.of(Trouble.values());
  private static final int USERS = 40;
  private static final int NEWCOMERS = 8;

  /** Users are removed all the time before; their removals are due 5 s later. */
  private static final int LAST_REMOVAL = 6_000;

  private static final int LAST_KILL = 12_000;
  private static final int LAST_MENDING = 5_000;

  private final long seed;
  private final Dice dice;
  private final Trouble trouble;
  private final Nodes nodes;
  private final KeycloakServer node;
  private final LocalIdentities pool;
  private final Set<String> before;
  private final TestRealm realm;
  private final Members members;
  private final Map<String, String> identities;
  private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(8);
  private final List<Future<?>> tasks = new ArrayList<>();
  private final Set<String> removed = ConcurrentHashMap.newKeySet();
  private final Map<String, String> surprises = new ConcurrentHashMap<>();

  Crash(Nodes nodes, LocalIdentities pool, long seed) {
    this.seed = seed;
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.dice = Dice.of(seed);
    this.trouble = KINDS.get((int) Math.floorMod(seed, (long) KINDS.size()));
    this.nodes = nodes;
    this.node = nodes.node(0);
    this.pool = pool;
    this.before = pool.all();
    this.realm = nodes.newRealm();
    this.members = Members.in(realm, USERS);
    this.identities = new HashMap<>(members.exchange(members.names().subList(NEWCOMERS, USERS)));
  }

  void run() throws InterruptedException, ExecutionException {
    Instant began = Instant.now();
    removeUntilKilled();
    node.start();
    mend(began);
    Instant mended = Instant.now();
    Aftermath aftermath = new Aftermath("seed " + seed, nodes, members, identities);
    aftermath.awaitRemovals(removed);
    System.out.printf(
        "seed %d: settled after %d s%n", seed, Duration.between(mended, Instant.now()).toSeconds());
    Trouble.end(nodes.cognito());
    aftermath.check(pool, before);
    assertThat(surprises).as("answers to requests, seed %d", seed).isEmpty();
  }

  private void removeUntilKilled() throws InterruptedException, ExecutionException {
    try {
      String admin = realm.admin().token();
      for (String name : members.names()) {
        if (dice.chance(70)) {
          removeSometime(name, admin);
        }
      }
      at(dice.below(LAST_REMOVAL), () -> trouble.begin(nodes.cognito()));
      int killed = dice.below(LAST_KILL);
      threads.schedule(node::kill, killed, TimeUnit.MILLISECONDS).get();
      System.out.printf(
          "seed %d: killed after %.1f s, %s, %d removals answered%n",
          seed, killed / 1000.0, trouble, removed.size());
    } finally {
      threads.shutdown();
    }
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    for (Future<?> task : tasks) {
      if (!task.isCancelled()) {
        task.get();
      }
    }
  }

  private void at(int millis, Runnable work) {
    tasks.add(threads.schedule(work, millis, TimeUnit.MILLISECONDS));
  }

  private void removeSometime(String name, String admin) {
    int at = dice.below(LAST_REMOVAL);
    if (dice.chance(40)) {
      String token = realm.accessToken(name, "app");
      at(Math.max(0, at + dice.below(400) - 300), () -> exchange(name, token));
    }
    at(at, () -> remove(members.ids().get(name), admin));
  }

  private void remove(String user, String admin) {
    try {
      Answer answer = members.remove(user, admin);
      if (answer.status() == 204) {
        removed.add(user);
      } else {
        surprises.put("removal of " + user, answer.status() + " " + answer.body());
      }
    } catch (UncheckedIOException e) {
      // The node is dead: whether the user is removed is seen later.
      assertThat(node.isAlive()).isFalse();
    }
  }

  private void exchange(String name, String token) {
    try {
      Answer answer = realm.exchange(token);
      if (answer.status() == 500) {
        surprises.put("exchange of " + name, answer.body());
      }
    } catch (UncheckedIOException e) {
      assertThat(node.isAlive()).isFalse();
    }
  }

  private void mend(Instant began) throws InterruptedException, ExecutionException {
    Instant end = Instant.now().plusMillis(dice.below(LAST_MENDING));
    Instant least = began.plus(trouble.atLeast());
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      Duration wait = Duration.between(Instant.now(), least.isAfter(end) ? least : end);
      timer.schedule(nodes.cognito()::clearFaults, wait.toMillis(), TimeUnit.MILLISECONDS).get();
    } finally {
      timer.shutdownNow();
    }
  }
}
