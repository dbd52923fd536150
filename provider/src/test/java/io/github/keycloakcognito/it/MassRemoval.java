package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Removes many users through two nodes, the second of which is killed half-way. */
final class MassRemoval {

  private static final int THREADS = 8;

  /** An admin's token holds for a minute. */
  private static final int REMOVALS_PER_TOKEN = 50;

  private final List<Members> nodes;
  private final KeycloakServer doomed;
  private final AtomicInteger removed = new AtomicInteger();

  /**
   * @param nodes the same users at the node that stays and at the one that is killed
   */
  MassRemoval(List<Members> nodes, KeycloakServer doomed) {
    this.nodes = nodes;
    this.doomed = doomed;
  }

  /** Returns when all are removed. */
  void of(List<String> users) {
    Queue<String> left = new ConcurrentLinkedQueue<>(users);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<CompletableFuture<Void>> workers =
          IntStream.range(0, THREADS)
              .mapToObj(
                  i -> CompletableFuture.runAsync(() -> work(i, left, users.size() / 2), threads))
              .toList();
      workers.forEach(CompletableFuture::join);
    } finally {
      threads.shutdownNow();
    }
  }

  private void work(int number, Queue<String> left, int half) {
    boolean alive = number % 2 == 1;
    String admin = null;
    int withToken = 0;
    String user = left.poll();
    while (user != null) {
      Members node = nodes.get(alive ? 1 : 0);
      try {
        if (withToken++ % REMOVALS_PER_TOKEN == 0) {
          admin = node.realm().admin().token();
        }
        // What a killed node has done already is not found.
        assertThat(node.remove(user, admin).status()).isIn(204, 404);
        user = left.poll();
        if (removed.incrementAndGet() == half) {
          doomed.kill();
        }
      } catch (UncheckedIOException e) {
        assertThat(alive).as("a node that nobody killed").isTrue();
        alive = false;
        withToken = 0;
      }
    }
  }
}
