package io.github.keycloakcognito.devstack.cognito.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documented request rates, per account, region and operation (developer guide, "Quotas in
 * Amazon Cognito", read 2026). Operations without a published rate are not limited.
 */
public final class Quotas {
  private static final Map<String, Integer> PER_SECOND =
      Map.of(
          "GetOpenIdTokenForDeveloperIdentity", 50,
          "GetId", 25,
          "GetOpenIdToken", 200,
          "GetCredentialsForIdentity", 200,
          "ListIdentities", 5,
          "DeleteIdentities", 10,
          "TagResource", 5,
          "UntagResource", 5,
          "ListTagsForResource", 10);

  private final ServiceClock clock;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
  private volatile boolean enabled;

  /** Makes full buckets. */
  public Quotas(ServiceClock clock, boolean enabled) {
    this.clock = clock;
    this.enabled = enabled;
  }

  /** Counts one call against its rate; false when AWS would throttle it. */
  public boolean admit(String operation) {
    Integer rate = PER_SECOND.get(operation);
    if (!enabled || rate == null) {
      return true;
    }
    return buckets
        .computeIfAbsent(operation, name -> new TokenBucket(rate, clock.nanos()))
        .take(clock.nanos());
  }

  /** Switches all rates on (with full buckets) or off. */
  public void enabled(boolean on) {
    buckets.clear();
    enabled = on;
  }

  /** Whether rates are enforced. */
  public boolean enabled() {
    return enabled;
  }
}
