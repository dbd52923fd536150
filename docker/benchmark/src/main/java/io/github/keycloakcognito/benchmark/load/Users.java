package io.github.keycloakcognito.benchmark.load;

import io.github.keycloakcognito.benchmark.stand.Http;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Users who each send one request and come back until they are served: after as many seconds as
 * {@code Retry-After} says.
 */
public final class Users {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int STATUS_OF_NO_ANSWER = 0;
  private static final int LONGEST_WAIT = 60;

  private Users() {}

  /**
   * What came of one request.
   *
   * @param status 0 where there was no answer in time
   * @param millis from when it was sent
   */
  public record Answer(int status, double millis) {}

  /**
   * What came of one user.
   *
   * @param seconds from the first request of all users until this one was served
   * @param answers of each request, the last one with success
   */
  public record Served(double seconds, List<Answer> answers) {}

  /**
   * All at once, with a client's time-out of 2 s.
   *
   * @throws LoadException if one was answered otherwise than with 200, 503, 504 or not in time, or
   *     was not served within a minute
   */
  public static List<Served> allAtOnce(List<HttpRequest> requests) {
    long began = System.nanoTime();
    List<CompletableFuture<Served>> open =
        requests.stream()
            .map(
                request -> HttpRequest.newBuilder(request, (n, v) -> true).timeout(TIMEOUT).build())
            .map(request -> until200(request, began, new ArrayList<>()))
            .toList();
    return open.stream()
        .map(served -> served.orTimeout(LONGEST_WAIT, TimeUnit.SECONDS).join())
        .toList();
  }

  /** One request each, at even intervals; nobody comes back. */
  public static CompletableFuture<List<Answer>> evenly(List<HttpRequest> requests, Duration time) {
    long interval = time.dividedBy(requests.size()).toNanos();
    List<CompletableFuture<Answer>> open = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      HttpRequest request = requests.get(i);
      open.add(
          CompletableFuture.supplyAsync(() -> request, after(i * interval))
              .thenCompose(Users::sent)
              .thenApply(Reply::answer));
    }
    return CompletableFuture.allOf(open.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> open.stream().map(CompletableFuture::join).toList());
  }

  private record Reply(Answer answer, long retryAfterSeconds) {}

  private static CompletableFuture<Served> until200(
      HttpRequest request, long began, List<Answer> answers) {
    return sent(request)
        .thenCompose(
            reply -> {
              answers.add(reply.answer());
              return switch (reply.answer().status()) {
                case 200 ->
                    CompletableFuture.completedFuture(
                        new Served((System.nanoTime() - began) / 1e9, List.copyOf(answers)));
                case 503, 504, STATUS_OF_NO_ANSWER ->
                    CompletableFuture.supplyAsync(
                            () -> request,
                            after(TimeUnit.SECONDS.toNanos(reply.retryAfterSeconds())))
                        .thenCompose(again -> until200(again, began, answers));
                default ->
                    CompletableFuture.failedFuture(
                        new LoadException(request.uri() + ": " + reply.answer()));
              };
            });
  }

  private static CompletableFuture<Reply> sent(HttpRequest request) {
    long began = System.nanoTime();
    return Http.client()
        .sendAsync(request, BodyHandlers.discarding())
        .handle(
            (response, failure) ->
                new Reply(
                    new Answer(
                        failure == null ? response.statusCode() : STATUS_OF_NO_ANSWER,
                        (System.nanoTime() - began) / 1e6),
                    failure == null ? retryAfter(response) : 1));
  }

  private static long retryAfter(HttpResponse<?> response) {
    return response.headers().firstValueAsLong("Retry-After").orElse(1);
  }

  private static Executor after(long nanos) {
    return CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
  }
}
