package io.github.keycloakcognito.it;

import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Repeat a run with {@code docker/cluster/run --crashes 1 --seed <the seed it printed>}. */
@Tag("cluster")
@DisplayName("A node that is killed while users are removed")
class CrashIT {

  private static final int CRASHES = Integer.getInteger("cluster.crashes", 5);

  /** Neighbours, so that five of them have the five kinds of trouble. */
  private static final long FIRST_SEED =
      Long.getLong("cluster.seed", System.currentTimeMillis() % 1_000_000 * 100);

  private static Nodes nodes;
  private static LocalIdentities pool;

  static LongStream seeds() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + CRASHES);
  }

  @BeforeAll
  static void start() {
    nodes = Nodes.single();
    pool = new LocalIdentities(nodes.cognito());
  }

  @AfterAll
  static void stop() {
    if (nodes != null) {
      pool.close();
      nodes.close();
    }
  }

  @BeforeEach
  void well() {
    Trouble.end(nodes.cognito());
    if (!nodes.node(0).isAlive()) {
      nodes.node(0).start();
    }
  }

  @ParameterizedTest(name = "loses no removal, seed {0}")
  @MethodSource("seeds")
  void killed(long seed) throws InterruptedException, ExecutionException {
    new Crash(nodes, pool, seed).run();
  }
}
