package io.github.keycloakcognito.devstack.cognito.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at a random moment, again and again on the same file. */
class KilledStoreTest {
  private static final int ROUNDS = 8;
  private static final int MOST_CHANGES = 1500;

  private final long seed = Long.getLong("store.kill.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir Path folder;

  @Test
  void everythingAcknowledgedIsThereAgain() throws IOException, InterruptedException {
    Path file = folder.resolve("state");
    int acknowledged = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      acknowledged = writeAndKill(file, acknowledged);
      if (round % 3 == 0) {
        try (Store store = Store.file(file)) {
          assertThat(StoreWriter.check(store)).isBetween(acknowledged, acknowledged + 1);
        }
      }
    }
    try (Store store = Store.file(file)) {
      assertThat(StoreWriter.check(store))
          .as("seed %d", seed)
          .isBetween(acknowledged, acknowledged + 1)
          .isGreaterThan(ROUNDS);
    }
    assertThat(file.toFile().length()).isLessThan(2_000_000);
  }

  private int writeAndKill(Path file, int acknowledgedBefore)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StoreWriter.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
      String found = said.readLine();
      assertThat(found).as("seed %d: what the writer found", seed).isNotNull();
      int last = Integer.parseInt(found);
      assertThat(last).isBetween(acknowledgedBefore, acknowledgedBefore + 1);
      int changes = random.nextInt(MOST_CHANGES);
      for (int i = 0; i < changes; i++) {
        last = Integer.parseInt(said.readLine());
      }
      LockSupport.parkNanos(random.nextInt((int) Duration.ofMillis(2).toNanos()));
      // Process.destroyForcibly would throw away what was said and not read yet.
      writer.toHandle().destroyForcibly();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        last = Integer.parseInt(line);
      }
      return last;
    } finally {
      writer.destroyForcibly();
      assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
