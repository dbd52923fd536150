package io.github.keycloakcognito.devstack.cognito.iam;

import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All credentials that verify: those of the seed and those issued since. */
public final class AccessKeys {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SWEEP_EVERY = 1024;

  /** Long enough that an expired key is still told from an unknown one. */
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final Map<String, AccessKey> byId = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger issued = new AtomicInteger();
  private final ServiceClock clock;

  /** Starts with the long-term keys of the seed. */
  public AccessKeys(Collection<AccessKey> seeded, ServiceClock clock) {
    seeded.forEach(key -> byId.put(key.id(), key));
    this.clock = clock;
  }

  /** The credentials with this access key id, expired or not. */
  public Optional<AccessKey> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Issues and remembers credentials of a role session. */
  AccessKey issue(Caller session, Duration lifetime) {
    sweepNowAndThen();
    AccessKey key =
        new AccessKey(
            "ASIA" + base32(16),
            base64(30),
            Optional.of("IQoJb3JpZ2luX2Vj" + base64(240)),
            Optional.of(Instant.ofEpochSecond(clock.epochSecond()).plus(lifetime)),
            session);
    byId.put(key.id(), key);
    return key;
  }

  private void sweepNowAndThen() {
    if (issued.incrementAndGet() % SWEEP_EVERY == 0) {
      Instant longAgo = clock.now().minus(REMEMBERED);
      byId.values().removeIf(key -> key.expired(longAgo));
    }
  }

  private String base32(int length) {
    StringBuilder text = new StringBuilder(length);
    random.ints(length, 0, BASE32.length()).forEach(i -> text.append(BASE32.charAt(i)));
    return text.toString();
  }

  private String base64(int bytes) {
    byte[] raw = new byte[bytes];
    random.nextBytes(raw);
    return Base64.getEncoder().encodeToString(raw);
  }
}
