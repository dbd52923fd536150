package io.github.keycloakcognito.exchange;

import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The trace that a request belongs to. Nothing that is told here may be a token, a user or a
 * secret: traces are kept elsewhere and read by others.
 */
public interface Tracing {

  /** Traces nothing. */
  Tracing OFF = new NoTracing();

  /** Answers a request within a span of its own, and on the calling thread. */
  <T> T exchange(String door, Function<ExchangeSpan, T> answer);

  /** Tells the calling thread's span what it is about. */
  void about(Caller caller, IdentityPool pool);

  /**
   * Begins the span of a call to AWS, under the calling thread's span if it has one.
   *
   * @param service AWS's name of the service
   * @param operation AWS's name of the operation
   * @param region null where there is none
   */
  AwsSpan awsCall(String service, String operation, String region);

  /** {@code executor}, for what is done on behalf of the calling thread's span. */
  Executor carriedBy(Executor executor);

  /** An answer in the making. */
  interface ExchangeSpan {

    /**
     * It went well.
     *
     * @param result what the metrics call it
     */
    void answered(String result);

    /** The caller was told that it did not work. */
    void refused(Failure failure);
  }

  /** A call to AWS; each of its methods ends it. */
  interface AwsSpan {

    /**
     * AWS gave what it was asked for.
     *
     * @param requestId AWS's; null where it named none
     */
    void answered(String requestId);

    /**
     * AWS refused, or did not answer.
     *
     * @param error AWS's error code, or the name of the exception where AWS did not answer
     * @param requestId AWS's; null where it named none
     */
    void failed(String error, String requestId);
  }
}
