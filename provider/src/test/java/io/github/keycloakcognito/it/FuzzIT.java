package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Repeat a run with {@code -Dfuzz.seed=<the seed it printed>}. */
@ExtendWith(StackExtension.class)
@DisplayName("Whatever is sent to the doors")
class FuzzIT {

  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 3000);
  private static final int THREADS = 4;
  private static final int SHOWN = 12;

  @Test
  @DisplayName("is answered in time, without a server error, and without a word of Java")
  void fuzz(Stack stack) throws InterruptedException, ExecutionException {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    System.out.println("FuzzIT: " + REQUESTS + " requests, -Dfuzz.seed=" + seed);
    TestRealm realm = TestRealm.in(stack);
    realm.admin().put(realm.path(""), Map.of("accessTokenLifespan", 3600));
    FuzzTokens tokens = FuzzTokens.in(realm, realm.door("/credentials"));
    RawHttp http = new RawHttp(stack.url());

    List<Callable<Result>> tasks = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      long own = seed + i;
      tasks.add(
          () -> {
            FuzzRequest request = FuzzRequest.of(Dice.of(own), realm.door(""), tokens);
            return new Result(request, http.send(request.bytes()));
          });
    }
    List<Result> results = run(tasks);

    System.out.println("FuzzIT: by status " + byStatus(results));
    List<Result> wrong = results.stream().filter(Result::wrong).toList();
    assertThat(wrong.stream().limit(SHOWN).map(Result::show).toList())
        .as("%d of %d wrong; -Dfuzz.seed=%d", wrong.size(), REQUESTS, seed)
        .isEmpty();
    // A fuzzer that never gets in would only test the lock.
    assertThat(byStatus(results).keySet()).contains(200, 400, 401, 403);
    assertThat(realm.credentials(tokens.good()).status()).isEqualTo(200);
  }

  private static List<Result> run(List<Callable<Result>> tasks)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Result> results = new ArrayList<>();
      for (Future<Result> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Map<Integer, Long> byStatus(List<Result> results) {
    return results.stream()
        .collect(
            Collectors.groupingBy(r -> r.reply().status(), TreeMap::new, Collectors.counting()));
  }

  private record Result(FuzzRequest request, RawHttp.Reply reply) {

    boolean wrong() {
      return reply.status() == 0 || reply.status() >= 500 || Disclosure.ofJava(reply.text());
    }

    String show() {
      String text = reply.text();
      return "\n>>> " + request + "\n<<< " + text.substring(0, Math.min(600, text.length())) + "\n";
    }
  }
}
