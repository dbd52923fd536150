package io.github.keycloakcognito.devstack.cognito.iam;

import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.state.Table;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All credentials that verify: those of the seed and those issued since. */
public final class AccessKeys {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SWEEP_EVERY = 1024;

  /** Long enough that an expired key is still told from an unknown one. */
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final Store store;
  private final Map<String, AccessKey> seeded;
  private final Table<AccessKey> issued;
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger count = new AtomicInteger();
  private final ServiceClock clock;

  /** Starts with the long-term keys of the seed. */
  public AccessKeys(Collection<AccessKey> seeded, Store store, ServiceClock clock) {
    this.seeded = seeded.stream().collect(Collectors.toMap(AccessKey::id, Function.identity()));
    this.store = store;
    this.issued = store.table("accessKeys", AccessKey.class);
    this.clock = clock;
  }

  /** The credentials with this access key id, expired or not. */
  public Optional<AccessKey> find(String id) {
    return Optional.ofNullable(seeded.get(id)).or(() -> issued.get(id));
  }

  /** Issues and remembers credentials of a role session. */
  AccessKey issue(Caller session, Duration lifetime) {
    AccessKey key =
        new AccessKey(
            "ASIA" + base32(16),
            base64(30),
            Optional.of("IQoJb3JpZ2luX2Vj" + base64(240)),
            Optional.of(Instant.ofEpochSecond(clock.epochSecond()).plus(lifetime)),
            session);
    return store.change(
        () -> {
          sweepNowAndThen();
          issued.put(key.id(), key);
          return key;
        });
  }

  private void sweepNowAndThen() {
    if (count.incrementAndGet() % SWEEP_EVERY == 0) {
      Instant longAgo = clock.now().minus(REMEMBERED);
      issued.all("").stream()
          .filter(row -> row.value().expired(longAgo))
          .forEach(row -> issued.remove(row.key()));
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
