package io.github.keycloakcognito.devstack.cognito;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.control.CallCounts;
import io.github.keycloakcognito.devstack.cognito.control.CallLog;
import io.github.keycloakcognito.devstack.cognito.control.Faults;
import io.github.keycloakcognito.devstack.cognito.control.Quotas;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.federation.Signin;
import io.github.keycloakcognito.devstack.cognito.gate.Gate;
import io.github.keycloakcognito.devstack.cognito.http.Controls;
import io.github.keycloakcognito.devstack.cognito.http.Discovery;
import io.github.keycloakcognito.devstack.cognito.http.Front;
import io.github.keycloakcognito.devstack.cognito.http.StatusPage;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKeys;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.model.ServiceModel;
import io.github.keycloakcognito.devstack.cognito.operation.Operations;
import io.github.keycloakcognito.devstack.cognito.protocol.JsonProtocol;
import io.github.keycloakcognito.devstack.cognito.protocol.QueryProtocol;
import io.github.keycloakcognito.devstack.cognito.protocol.RestJsonProtocol;
import io.github.keycloakcognito.devstack.cognito.seed.Seed;
import io.github.keycloakcognito.devstack.cognito.sigv4.ScopeRule;
import io.github.keycloakcognito.devstack.cognito.sigv4.SigV4Verifier;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.sts.StsOperations;
import io.github.keycloakcognito.devstack.cognito.sync.SyncOperations;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.LoginProvider;
import io.github.keycloakcognito.devstack.cognito.token.LoginVerifier;
import io.github.keycloakcognito.devstack.cognito.token.TokenMint;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Puts the parts together. */
record Assembly(Front front, Controls controls, Pools pools, CognitoTokens tokens) {

  static Assembly of(Seed seed, Store store, boolean quotasOn) {
    ServiceClock clock = new ServiceClock();
    Quotas quotas = new Quotas(clock, quotasOn);
    Assumptions assumptions = seed.assumptions();
    AccessKeys keys = new AccessKeys(seed.accessKeys(), store, clock);
    Pools pools = new Pools(store);
    pools.seed(seed.pools());
    Identities identities = new Identities(store, pools, assumptions, clock::now);
    CognitoTokens tokens = new CognitoTokens(store, clock);
    TokenVerifier verifier = new TokenVerifier(seed.oidcProviders(), tokens, clock);
    List<LoginProvider> providers = LoginProvider.all(seed.loginProviders(), seed.oidcProviders());
    LoginVerifier logins =
        new LoginVerifier(
            providers,
            seed.oidcProviders(),
            clock,
            Duration.ofSeconds(Long.parseLong(assumptions.choice(Assumption.LOGIN_GRACE))),
            assumptions.is(Assumption.FACEBOOK_LIMITED_LOGIN, "accepted"));
    RoleAssumer roles =
        new RoleAssumer(seed.roles(), keys, id -> pools.find(id).map(Pool::account), assumptions);
    JsonProtocol cognito =
        new JsonProtocol(
            Operations.of(pools, identities, tokens, verifier, logins, roles, assumptions),
            gate("cognito-identity", keys, clock, quotas, assumptions));
    QueryProtocol sts =
        new QueryProtocol(
            StsOperations.of(verifier, roles, assumptions),
            gate("sts", keys, clock, quotas, assumptions));
    RestJsonProtocol sync =
        new RestJsonProtocol(
            ServiceModel.cognitoSync(),
            "cognito-sync",
            SyncOperations.of(store, pools, identities, assumptions, clock::now),
            gate("cognito-sync", keys, clock, quotas, assumptions));
    Controls controls =
        new Controls(
            new CallCounts(),
            new CallLog(),
            new Faults(),
            clock,
            quotas,
            new TokenMint(providers, clock),
            () -> restoreState(seed, store, pools));
    Discovery discovery = new Discovery(tokens, pools::regions);
    StatusPage page = new StatusPage(controls, pools, identities);
    Signin signin = new Signin(keys, store, clock);
    Front front = new Front(List.of(cognito, signin, sync, sts), controls, page, discovery);
    return new Assembly(front, controls, pools, tokens);
  }

  private static void restoreState(Seed seed, Store store, Pools pools) {
    store.change(
        () -> {
          // The key stays: verifiers may have read the JWKS already.
          store.clearAllBut(Set.of(CognitoTokens.KEY_TABLE));
          pools.seed(seed.pools());
          return seed;
        });
  }

  private static Gate gate(
      String service, AccessKeys keys, ServiceClock clock, Quotas quotas, Assumptions assumptions) {
    return new Gate(new SigV4Verifier(keys, clock, new ScopeRule(service), assumptions), quotas);
  }
}
