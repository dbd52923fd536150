package io.github.keycloakcognito.devstack.cognito;

import io.github.keycloakcognito.devstack.cognito.control.CallCounts;
import io.github.keycloakcognito.devstack.cognito.control.Faults;
import io.github.keycloakcognito.devstack.cognito.control.Quotas;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.gate.Gate;
import io.github.keycloakcognito.devstack.cognito.http.Controls;
import io.github.keycloakcognito.devstack.cognito.http.Front;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKeys;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.operation.CognitoIdentityProtocol;
import io.github.keycloakcognito.devstack.cognito.operation.Operations;
import io.github.keycloakcognito.devstack.cognito.seed.Assumption;
import io.github.keycloakcognito.devstack.cognito.seed.Seed;
import io.github.keycloakcognito.devstack.cognito.sigv4.ScopeRule;
import io.github.keycloakcognito.devstack.cognito.sigv4.SigV4Verifier;
import io.github.keycloakcognito.devstack.cognito.sts.StsProtocol;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.TokenMint;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts the parts together. */
record Assembly(Front front, Controls controls) {

  static Assembly of(Seed seed, boolean quotasOn) {
    ServiceClock clock = new ServiceClock();
    Quotas quotas = new Quotas(clock, quotasOn);
    AccessKeys keys = new AccessKeys(seed.accessKeys(), clock);
    TokenVerifier verifier = new TokenVerifier(seed.oidcProviders(), clock);
    boolean checkTags = seed.assumptions().is(Assumption.TAG_CHARACTERS, "refused");
    RoleAssumer roles = new RoleAssumer(seed.roles(), keys, checkTags);
    Set<String> regions =
        seed.pools().stream().map(Pool::region).collect(Collectors.toCollection(TreeSet::new));
    CognitoIdentityProtocol cognito =
        new CognitoIdentityProtocol(
            Operations.of(
                seed, new Identities(clock::now), new CognitoTokens(clock), verifier, roles),
            new Gate(
                new SigV4Verifier(keys, clock, new ScopeRule("cognito-identity", regions)),
                quotas));
    StsProtocol sts =
        new StsProtocol(
            new Gate(new SigV4Verifier(keys, clock, new ScopeRule("sts", Set.of())), quotas),
            verifier,
            roles,
            seed.assumptions());
    Controls controls =
        new Controls(
            new CallCounts(),
            new Faults(),
            clock,
            quotas,
            new TokenMint(seed.oidcProviders(), clock));
    return new Assembly(new Front(cognito, sts, controls, regions), controls);
  }
}
