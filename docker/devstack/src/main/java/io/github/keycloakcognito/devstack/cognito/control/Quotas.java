package io.github.keycloakcognito.devstack.cognito.control;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

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
  private final boolean enabledAtFirst;
  private final Map<String, Integer> perSecond = new ConcurrentSkipListMap<>(PER_SECOND);
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
  private volatile boolean enabled;

  /** Makes full buckets. */
  public Quotas(ServiceClock clock, boolean enabled) {
    this.clock = clock;
    this.enabledAtFirst = enabled;
    this.enabled = enabled;
  }

  /** Counts one call against its rate; false when AWS would throttle it. */
  public boolean admit(String operation) {
    Integer rate = perSecond.get(operation);
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

  /**
   * Sets the rates of some operations, with full buckets.
   *
   * @param rates calls a second by operation; at least 1 each
   * @throws IllegalArgumentException if one is less; nothing is set then
   */
  public void rates(Map<String, Integer> rates) {
    rates.forEach(
        (operation, rate) -> {
          if (rate == null || rate < 1) {
            throw new IllegalArgumentException("rates." + operation + ": must be at least 1");
          }
        });
    perSecond.putAll(rates);
    buckets.clear();
  }

  /** Calls a second by operation; the others are not limited. */
  public Map<String, Integer> rates() {
    return new TreeMap<>(perSecond);
  }

  /** Takes rates and switch back to how they were at the start. */
  public void reset() {
    perSecond.clear();
    perSecond.putAll(PER_SECOND);
    enabled(enabledAtFirst);
  }

  /** Whether rates are enforced. */
  public boolean enabled() {
    return enabled;
  }
}
