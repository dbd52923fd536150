package io.github.keycloakcognito.devstack.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  @TempDir Path folder;
  private ServerProcess process;
  private ServerLog log;

  @AfterEach
  void end() {
    process.end(Duration.ZERO);
  }

  @Test
  void killsAShellThatIgnoresTermTogetherWithItsChild() {
    run("trap '' TERM; sleep 600 & echo up; wait; sleep 600");
    await().until(() -> log.ending().contains("up"));
    List<ProcessHandle> tree = tree();
    assertThat(tree).hasSize(2);

    process.end(Duration.ofMillis(200));

    assertThat(tree).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void findsTheChildWhoseShellWasKilledByOthers() {
    run("sleep 600 & echo up; wait");
    await().until(() -> log.ending().contains("up"));
    List<ProcessHandle> tree = tree();
    process.ready();
    tree.get(0).destroyForcibly();
    await().until(() -> !process.isAlive());
    assertThat(tree.get(1).isAlive()).isTrue();

    process.end(Duration.ZERO);

    assertThat(tree).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void aFailureTellsCodeLastLinesAndFile() {
    run("for i in $(seq 100); do echo line $i; done; exit 3");
    assertThat(process.awaitExit(Duration.ofSeconds(10))).isTrue();

    assertThat(process.failure("It failed"))
        .hasMessageStartingWith("It failed: exit code 3. Last lines of the log " + log.file())
        .hasMessageEndingWith("line 99\n  line 100")
        .hasMessageNotContaining("line 70\n");
  }

  @Test
  void inheritsNothing() {
    run("env | sort");
    assertThat(process.awaitExit(Duration.ofSeconds(10))).isTrue();

    assertThat(process.failure("").getMessage()).contains("ONLY=this").doesNotContain("HOME=");
  }

  private void run(String script) {
    log = new ServerLog(folder.resolve("log"), line -> {});
    process =
        ServerProcess.start(
            List.of("/bin/sh", "-c", script),
            Map.of("ONLY", "this", "PATH", System.getenv("PATH")),
            folder,
            log);
  }

  private static List<ProcessHandle> tree() {
    return ProcessHandle.current().descendants().toList();
  }
}
