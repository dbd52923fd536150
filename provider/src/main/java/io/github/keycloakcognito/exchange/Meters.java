package io.github.keycloakcognito.exchange;

import java.time.Duration;

/** What is counted. All arguments come from small fixed sets, so that metrics stay bounded. */
public interface Meters {

  /**
   * One answered request.
   *
   * @param door {@code token} or {@code credentials}
   * @param result {@code issued} or a {@link Failure.Kind#code()}
   */
  void exchange(String door, String result);

  /** One look into the cache. */
  void lookup(IssueCache.Source source);

  /**
   * One call to AWS, retries included.
   *
   * @param operation AWS's name of the operation
   * @param outcome {@code ok}, {@code throttled} or another {@link Failure.Kind#code()}
   */
  void awsCall(String operation, String outcome, Duration took);

  /** A bound, to be shown from now on; again for the same name and region, it stays as it is. */
  void watch(Limit limit);
}
