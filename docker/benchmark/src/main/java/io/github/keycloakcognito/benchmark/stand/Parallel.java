package io.github.keycloakcognito.benchmark.stand;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same for many, some at a time. */
public final class Parallel {

  private Parallel() {}

  /** The results, in the order of {@code inputs}. */
  public static <I, O> List<O> map(List<I> inputs, int atOnce, Function<I, O> work) {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<O>> open = new ArrayList<>();
      inputs.forEach(input -> open.add(threads.submit(() -> work.apply(input))));
      List<O> results = new ArrayList<>();
      for (Future<O> each : open) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
