package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.util.Optional;

/** Who may exchange at all. Asked at every call, before the cache. */
public final class AccessRules {

  private final PoolBinding binding;

  public AccessRules(PoolBinding binding) {
    this.binding = binding;
  }

  /** The reason to refuse, or empty. */
  public Optional<Failure> refusal(Caller caller, IdentityPool pool) {
    if (!pool.allowedClients().contains(caller.clientId())) {
      return denied("This client is not allowed for the identity pool.");
    }
    if (!caller.scopes().contains(pool.requiredScope())) {
      return Optional.of(
          Failure.of(
              Kind.INSUFFICIENT_SCOPE,
              "The access token lacks the scope " + pool.requiredScope() + "."));
    }
    if (caller.serviceAccount() && !pool.serviceAccounts()) {
      return denied("Service accounts are not allowed for the identity pool.");
    }
    if (caller.actionRequired()) {
      return denied("The user has to complete a required action first: sign in again.");
    }
    return boundTo(caller.realmName(), pool);
  }

  /** The operator's word: whether this realm may use that pool. */
  public Optional<Failure> boundTo(String realmName, IdentityPool pool) {
    if (binding.allows(realmName, pool.identityPoolId())) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            Kind.ACCESS_DENIED,
            "The server's operator has not bound the identity pool to this realm.",
            "pool " + pool.identityPoolId() + " is not bound to realm " + realmName,
            "add "
                + realmName
                + "="
                + pool.identityPoolId()
                + " to the server option pools, or remove the pool from the realm",
            null,
            null));
  }

  private static Optional<Failure> denied(String description) {
    return Optional.of(Failure.of(Kind.ACCESS_DENIED, description));
  }
}
