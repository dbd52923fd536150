package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.control.CallCounts;
import io.github.keycloakcognito.devstack.cognito.control.Faults;
import io.github.keycloakcognito.devstack.cognito.control.Quotas;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.token.TokenMint;

/**
 * Everything a test may turn.
 *
 * @param calls what was called
 * @param faults what misbehaves
 * @param clock what time it is
 * @param quotas what is throttled
 * @param mint tokens of the seeded providers
 */
public record Controls(
    CallCounts calls, Faults faults, ServiceClock clock, Quotas quotas, TokenMint mint) {}
