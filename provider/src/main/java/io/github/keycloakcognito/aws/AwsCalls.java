package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.Meters;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs a call to AWS: measured, and with its errors told in our words. */
final class AwsCalls {

  private static final Logger LOG = Logger.getLogger(AwsCalls.class);

  private final Meters meters;

  AwsCalls(Meters meters) {
    this.meters = meters;
  }

  /**
   * @param about what a refusal is about
   * @throws ExchangeException whatever went wrong
   */
  <T> T call(String operation, AwsFailures.About about, Supplier<T> call) {
    long start = System.nanoTime();
    String outcome = "ok";
    try {
      return call.get();
    } catch (SdkException e) {
      ExchangeException told = AwsFailures.of(e, about, operation);
      outcome = outcome(told);
      throw told;
    } catch (ExchangeException e) {
      outcome = outcome(e);
      throw e;
    } finally {
      meters.awsCall(operation, outcome, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** To callers being throttled is as good as no AWS at all; to admins it is another trouble. */
  private static String outcome(ExchangeException e) {
    Kind kind = e.failure().kind();
    return kind == Kind.THROTTLED ? "throttled" : kind.code();
  }

  /** A call whose refusal is no failure. */
  <T> Optional<T> optional(String operation, Supplier<T> call) {
    try {
      return Optional.of(call(operation, AwsFailures.About.POOL, call));
    } catch (ExchangeException e) {
      LOG.debugf("%s refused, going on without it: %s", operation, e.failure().cause());
      return Optional.empty();
    }
  }

  /** AWS's id of an answered request; null where it named none, which the SDK calls UNKNOWN. */
  static String requestId(AwsResponse answer) {
    String id = answer.responseMetadata().requestId();
    return "UNKNOWN".equals(id) ? null : id;
  }

  static AwsRequestOverrideConfiguration within(Duration timeout) {
    // The SDK counts in milliseconds, and takes none for no limit.
    Duration atLeast = timeout.toMillis() < 1 ? Duration.ofMillis(1) : timeout;
    return AwsRequestOverrideConfiguration.builder().apiCallTimeout(atLeast).build();
  }
}
