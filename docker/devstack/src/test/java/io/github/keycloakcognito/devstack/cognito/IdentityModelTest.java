package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The double answers and knows what {@link IdentityModel} does. Two sequences are played at once,
 * as one waits for the network most of the time. {@code -Didentity.model.seed=N} plays others,
 * {@code -Didentity.model.steps=N} longer ones.
 */
class IdentityModelTest {
  private static final long SEED = Long.getLong("identity.model.seed", 20_261_122);
  private static final int STEPS = Integer.getInteger("identity.model.steps", 5_000);

  /** Without these, the sequences would be worth little. */
  private static final String[] TO_BE_MET = {
    "guest done",
    "guest NotAuthorizedException",
    "token done",
    "token for done",
    "token for NotAuthorizedException",
    "token for ResourceNotFoundException",
    "token for DeveloperUserAlreadyRegisteredException",
    "use token done",
    "use token NotAuthorizedException",
    "use token ResourceNotFoundException",
    "use guest done",
    "use guest NotAuthorizedException",
    "use guest ResourceNotFoundException",
    "merge done",
    "merge ResourceNotFoundException",
    "merge InvalidParameterException",
    "unlink done",
    "unlink ResourceNotFoundException",
    "unlink ResourceConflictException",
    "lookup done",
    "lookup ResourceNotFoundException",
    "lookup ResourceConflictException",
    "describe done",
    "describe ResourceNotFoundException",
    "list done",
    "delete done",
  };

  @Test
  void theDoubleDoesWhatTheModelDoes() throws InterruptedException, ExecutionException {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      Future<Map<String, Integer>> one = executor.submit(() -> play(SEED));
      Future<Map<String, Integer>> other = executor.submit(() -> play(SEED + 1));
      Map<String, Integer> met = new TreeMap<>(one.get());
      met.putAll(other.get());
      assertThat(met).as("what was met, seed %d", SEED).containsKeys(TO_BE_MET);
    } finally {
      executor.shutdownNow();
    }
  }

  private static Map<String, Integer> play(long seed) {
    try (IdentityModelRun run = new IdentityModelRun(seed)) {
      return run.play(STEPS);
    }
  }
}
