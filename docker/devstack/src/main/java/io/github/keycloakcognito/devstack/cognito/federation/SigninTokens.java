package io.github.keycloakcognito.devstack.cognito.federation;

import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.state.Table;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Sign-in tokens and when each of them ends. */
final class SigninTokens {
  /** IAM user guide, "Enable custom identity broker access to the AWS console". */
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final int BYTES = 384;

  private final Store store;
  private final Table<Instant> ends;
  private final ServiceClock clock;
  private final SecureRandom random = new SecureRandom();

  SigninTokens(Store store, ServiceClock clock) {
    this.store = store;
    this.ends = store.table("signinTokens", Instant.class);
    this.clock = clock;
  }

  String issue() {
    byte[] raw = new byte[BYTES];
    random.nextBytes(raw);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    return store.change(
        () -> {
          ends.all("").stream()
              .filter(row -> over(row.value()))
              .forEach(row -> ends.remove(row.key()));
          ends.put(token, clock.now().plus(LIFETIME));
          return token;
        });
  }

  /** Whether a token was issued here and is not over; it may be used more than once. */
  boolean holds(String token) {
    return ends.get(token).filter(end -> !over(end)).isPresent();
  }

  private boolean over(Instant end) {
    return !clock.now().isBefore(end);
  }
}
