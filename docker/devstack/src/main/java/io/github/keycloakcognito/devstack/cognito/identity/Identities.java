package io.github.keycloakcognito.devstack.cognito.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** All identities and who is linked to them. Every step is atomic. */
public final class Identities {
  private final Map<String, Identity> byId = new HashMap<>();
  private final Map<Owner, String> byLogin = new HashMap<>();
  private final Supplier<Instant> clock;

  private record Owner(String poolId, Login login) {}

  /** Starts empty. */
  public Identities(Supplier<Instant> clock) {
    this.clock = clock;
  }

  /** The identity as it is now. */
  public synchronized Optional<Identity> find(String identityId) {
    return Optional.ofNullable(byId.get(identityId));
  }

  /** The identity a login belongs to. */
  public synchronized Optional<Identity> owner(String poolId, Login login) {
    return Optional.ofNullable(byLogin.get(new Owner(poolId, login))).map(byId::get);
  }

  /** A new identity without logins. */
  public synchronized Identity createGuest(Pool pool) {
    Instant now = clock.get();
    Identity identity =
        new Identity(pool.region() + ":" + UUID.randomUUID(), pool.id(), List.of(), now, now);
    byId.put(identity.id(), identity);
    return identity;
  }

  /** The identity of a login, made at its first sight. */
  public synchronized Identity ownerOrCreate(Pool pool, Login login) {
    return owner(pool.id(), login).orElseGet(() -> add(createGuest(pool), login));
  }

  /** Links a login to an existing identity, which a guest's thereby stops being one's. */
  public synchronized LinkOutcome link(Pool pool, String identityId, Login login) {
    Identity identity = byId.get(identityId);
    if (identity == null) {
      return new LinkOutcome.Unknown();
    }
    if (identity.logins().contains(login)) {
      return new LinkOutcome.Linked(identity);
    }
    if (!identity.poolId().equals(pool.id()) || identity.authenticated()) {
      return new LinkOutcome.NotProven();
    }
    if (byLogin.containsKey(new Owner(pool.id(), login))) {
      return new LinkOutcome.OwnedByAnother();
    }
    return new LinkOutcome.Linked(add(identity, login));
  }

  private Identity add(Identity identity, Login login) {
    List<Login> logins = new ArrayList<>(identity.logins());
    logins.add(login);
    Identity changed =
        new Identity(
            identity.id(), identity.poolId(), List.copyOf(logins), identity.created(), clock.get());
    byId.put(changed.id(), changed);
    byLogin.put(new Owner(identity.poolId(), login), identity.id());
    return changed;
  }
}
