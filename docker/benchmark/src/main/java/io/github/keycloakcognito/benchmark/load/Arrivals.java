package io.github.keycloakcognito.benchmark.load;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.config.Protocol;
import io.hyperfoil.http.steps.HttpRequestStepBuilder;
import io.hyperfoil.http.steps.HttpStepCatalog;
import java.time.Duration;
import java.util.List;

/**
 * An open loop: requests arrive at a rate, whether those before them are answered or not, at
 * intervals as of people who do not know each other (exponentially distributed).
 */
public final class Arrivals {

  /** More than wait at once at any rate that a server can bear. */
  private static final int CONNECTIONS = 200;

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private Arrivals() {}

  /**
   * How long answers took.
   *
   * @param calls sent in turns
   * @param perSecond of all together
   * @throws LoadException if one was not answered with success
   */
  public static Latency measure(List<Call> calls, double perSecond, Duration time) {
    Latency answers = attempt(calls, perSecond, time);
    if (answers.failed() > 0) {
      throw new LoadException(
          String.format(
              "%s: %d of the requests failed, %d were answered",
              calls.get(0).uri(), answers.failed(), answers.count()));
    }
    return answers;
  }

  /**
   * The same where requests may fail.
   *
   * @throws LoadException if none was sent
   */
  public static Latency attempt(List<Call> calls, double perSecond, Duration time) {
    StatisticsSnapshot all = new StatisticsSnapshot();
    new LocalSimulationRunner(
            benchmark(calls, perSecond, time),
            (phase, step, metric, snapshot, done) -> all.add(snapshot),
            null,
            null)
        .run();
    if (all.requestCount == 0) {
      throw new LoadException(calls.get(0).uri() + ": nothing was sent");
    }
    long unanswered = (long) all.requestCount - all.responseCount;
    return new Latency(all.histogram, unanswered + all.invalid + all.internalErrors);
  }

  private static Benchmark benchmark(List<Call> calls, double perSecond, Duration time) {
    Call first = calls.get(0);
    BenchmarkBuilder benchmark =
        BenchmarkBuilder.builder()
            .name("arrivals")
            .addPlugin(HttpPluginBuilder::new)
            .ergonomics()
            .repeatCookies(false)
            .userAgentFromSession(false)
            .autoRangeCheck(true)
            .stopOnInvalid(false)
            .endErgonomics()
            .http()
            .protocol(Protocol.HTTP)
            .host(first.uri().getHost())
            .port(first.uri().getPort())
            .allowHttp2(false)
            .sharedConnections(CONNECTIONS)
            .endHttp()
            .endPlugin()
            .threads(1)
            .failurePolicy(Benchmark.FailurePolicy.CONTINUE);
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      HttpRequestStepBuilder request =
          benchmark
              .addPhase("call-" + i)
              .constantRate(0)
              .usersPerSec(perSecond / calls.size())
              .variance(true)
              .maxSessions(CONNECTIONS)
              .duration(time.toMillis())
              .maxDuration(time.plus(TIMEOUT).toMillis())
              .scenario()
              .maxRequests(1)
              .maxSequences(1)
              .initialSequence("request")
              .step(HttpStepCatalog.SC)
              .httpRequest(HttpMethod.valueOf(call.method()))
              .path(call.uri().getRawPath())
              .headerAppender(
                  (session, writer) ->
                      call.headers().forEach((name, value) -> writer.putHeader(name, value)))
              .timeout(TIMEOUT.toSeconds() + "s");
      if (!call.body().isEmpty()) {
        request.body(call.body());
      }
    }
    return benchmark.build();
  }
}
