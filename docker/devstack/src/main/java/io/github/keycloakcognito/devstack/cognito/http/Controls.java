package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.control.CallCounts;
import io.github.keycloakcognito.devstack.cognito.control.CallLog;
import io.github.keycloakcognito.devstack.cognito.control.Faults;
import io.github.keycloakcognito.devstack.cognito.control.Quotas;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.token.TokenMint;
import java.time.Duration;
import java.util.List;

/**
 * Everything a test may turn.
 *
 * @param calls what was called
 * @param log who called it, and what came of it
 * @param faults what misbehaves
 * @param clock what time it is
 * @param quotas what is throttled
 * @param mint tokens of the seeded providers
 * @param state takes pools, identities and everything else that is kept back to the seed
 */
public record Controls(
    CallCounts calls,
    CallLog log,
    Faults faults,
    ServiceClock clock,
    Quotas quotas,
    TokenMint mint,
    Runnable state) {

  /** Takes everything back to how it was at the first start; requests that hang are answered. */
  public void reset() {
    faults.replace(List.of());
    clock.offset(Duration.ZERO);
    quotas.reset();
    state.run();
    calls.reset();
    log.clear();
  }
}
