package io.github.keycloakcognito.devstack.cognito.identity;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome.Linked;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome.Refused;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.state.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All identities and who is linked to them. Every step is atomic. The rules are those of the
 * developer guide, "Identity pools: developer-authenticated identities" and "linking identities".
 */
public final class Identities {
  /** Developer guide, "Quotas in Amazon Cognito": logins per identity. */
  public static final int MAX_LOGINS = 20;

  private final Store store;
  private final Pools pools;
  private final Assumptions assumptions;
  private final Supplier<Instant> clock;
  private final Table<Identity> byId;
  private final Table<String> byLogin;
  private final Table<Boolean> byPool;
  private final List<BiConsumer<Identity, Identity>> mergeListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Identity>> deletionListeners = new CopyOnWriteArrayList<>();

  /** The identities of a store. */
  public Identities(Store store, Pools pools, Assumptions assumptions, Supplier<Instant> clock) {
    this.store = store;
    this.pools = pools;
    this.assumptions = assumptions;
    this.clock = clock;
    byId = store.table("identities", Identity.class);
    byLogin = store.table("logins", String.class);
    byPool = store.table("identitiesByPool", Boolean.class);
  }

  /**
   * Tells a listener of each identity that is merged and of the one it is merged into, inside of
   * the same change.
   */
  public void onMerge(BiConsumer<Identity, Identity> listener) {
    mergeListeners.add(listener);
  }

  /** Tells a listener of each identity that is deleted, inside of the same change. */
  public void onDeletion(Consumer<Identity> listener) {
    deletionListeners.add(listener);
  }

  /** The identity as it is now. */
  public Optional<Identity> find(String identityId) {
    return byId.get(identityId);
  }

  /** The identity a login belongs to. */
  public Optional<Identity> owner(String poolId, Login login) {
    return store.read(() -> byLogin.get(key(poolId, login)).flatMap(byId::get));
  }

  /** The identities of a pool, in the order of their ids. */
  public List<Identity> list(
      String poolId, Optional<String> afterId, boolean hideDisabled, int limit) {
    return store.read(
        () -> {
          List<Identity> page = new ArrayList<>();
          Optional<String> after = afterId.map(id -> poolId + id);
          while (page.size() < limit) {
            List<Table.Row<Boolean>> rows = byPool.scan(poolId, after, row -> true, limit);
            for (Table.Row<Boolean> row : rows) {
              Identity identity = byId.get(row.key().substring(poolId.length())).orElseThrow();
              if (page.size() < limit && (identity.enabled() || !hideDisabled)) {
                page.add(identity);
              }
            }
            if (rows.size() < limit) {
              return page;
            }
            after = Optional.of(rows.get(rows.size() - 1).key());
          }
          return page;
        });
  }

  /**
   * A new identity without logins.
   *
   * @throws UnknownPoolException if the pool was deleted meanwhile
   */
  public Identity createGuest(Pool pool) {
    return store.change(() -> create(pool));
  }

  /**
   * The identity of verified logins, made at their first sight. What is not linked yet becomes
   * linked; identities that turn out to be one person's are merged.
   *
   * @param identityId which identity it should be; one of the logins has to be linked to it
   *     already, unless it is a guest's
   * @param logins of distinct providers; at least one
   */
  public LinkOutcome resolve(Pool pool, Optional<String> identityId, List<Login> logins) {
    Optional<Identity> known = store.read(() -> nothingToDo(pool, identityId, logins));
    return known.isPresent()
        ? new Linked(known.get())
        : store.change(() -> resolveNow(pool, identityId, logins));
  }

  private Optional<Identity> nothingToDo(
      Pool pool, Optional<String> identityId, List<Login> logins) {
    Optional<Identity> owner = owner(pool.id(), logins.get(0));
    return owner.filter(
        identity ->
            identity.logins().containsAll(logins)
                && (identityId.isEmpty() || identityId.get().equals(identity.id())));
  }

  private LinkOutcome resolveNow(Pool pool, Optional<String> identityId, List<Login> logins) {
    if (pools.find(pool.id()).isEmpty()) {
      return Refused.UNKNOWN_POOL;
    }
    Optional<Identity> named = identityId.flatMap(byId::get);
    if (identityId.isPresent() && named.isEmpty()) {
      return Refused.UNKNOWN_IDENTITY;
    }
    List<Identity> owners = owners(pool, logins);
    if (named.isPresent()) {
      Optional<Refused> refusal = refusal(pool, named.get(), logins);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      owners.removeIf(owner -> owner.id().equals(named.get().id()));
    }
    if (owners.isEmpty()) {
      return link(named.orElseGet(() -> create(pool)), List.of(), logins, pool);
    }
    Identity survivor =
        named.filter(Identity::authenticated).orElseGet(() -> survivor(pool, owners));
    List<Identity> others = new ArrayList<>(owners);
    named.ifPresent(others::add);
    others.removeIf(other -> other.id().equals(survivor.id()));
    return link(survivor, others, logins, pool);
  }

  private Optional<Refused> refusal(Pool pool, Identity named, List<Login> logins) {
    if (!named.poolId().equals(pool.id())) {
      return Optional.of(Refused.NOT_PROVEN);
    }
    if (named.inaccessible()) {
      return Optional.of(Refused.INACCESSIBLE);
    }
    if (named.authenticated() && logins.stream().noneMatch(named.logins()::contains)) {
      return Optional.of(Refused.NOT_PROVEN);
    }
    boolean developerUserElsewhere =
        logins.stream()
            .filter(login -> pool.isDeveloperProvider(login.provider()))
            .anyMatch(
                login ->
                    owner(pool.id(), login).filter(o -> !o.id().equals(named.id())).isPresent());
    return developerUserElsewhere && assumptions.is(Assumption.DEVELOPER_USER_ELSEWHERE, "refused")
        ? Optional.of(Refused.DEVELOPER_USER_ELSEWHERE)
        : Optional.empty();
  }

  private List<Identity> owners(Pool pool, List<Login> logins) {
    List<Identity> owners = new ArrayList<>();
    for (Login login : logins) {
      owner(pool.id(), login).filter(owner -> !owners.contains(owner)).ifPresent(owners::add);
    }
    return owners;
  }

  private Identity survivor(Pool pool, List<Identity> owners) {
    Comparator<Identity> age = Comparator.comparing(Identity::created).thenComparing(Identity::id);
    if (assumptions.is(Assumption.MERGE_SURVIVOR, "developer")) {
      Comparator<Identity> developers =
          Comparator.comparing(
              owner ->
                  owner.logins().stream()
                      .noneMatch(login -> pool.isDeveloperProvider(login.provider())));
      age = developers.thenComparing(age);
    }
    return owners.stream().min(age).orElseThrow();
  }

  /**
   * Moves all logins of one developer user's identity to another's, and disables it.
   *
   * @return the destination's identity
   */
  public LinkOutcome merge(Pool pool, Login source, Login destination) {
    return store.change(
        () -> {
          Optional<Identity> from = owner(pool.id(), source);
          Optional<Identity> into = owner(pool.id(), destination);
          if (from.isEmpty() || into.isEmpty()) {
            return Refused.UNKNOWN_LOGIN;
          }
          if (from.get().id().equals(into.get().id())) {
            return assumptions.is(Assumption.MERGE_OF_ONE, "unchanged")
                ? new Linked(into.get())
                : Refused.SAME_IDENTITY;
          }
          return link(into.get(), List.of(from.get()), List.of(), pool);
        });
  }

  /** Takes logins away from the identity they are linked to. */
  public LinkOutcome unlink(Pool pool, String identityId, Collection<Login> logins) {
    return store.change(
        () -> {
          Optional<Identity> identity =
              byId.get(identityId).filter(found -> found.poolId().equals(pool.id()));
          if (identity.isEmpty()) {
            return Refused.UNKNOWN_IDENTITY;
          }
          for (Login login : logins) {
            if (!identity.get().logins().contains(login)) {
              return byLogin.contains(key(pool.id(), login))
                  ? Refused.LOGIN_ELSEWHERE
                  : Refused.UNKNOWN_LOGIN;
            }
          }
          logins.forEach(login -> byLogin.remove(key(pool.id(), login)));
          List<Login> left = new ArrayList<>(identity.get().logins());
          left.removeAll(logins);
          return new Linked(put(identity.get().withLogins(List.copyOf(left), clock.get())));
        });
  }

  /** Deletes an identity; false if there is none. Its users get a new one when they come again. */
  public boolean delete(String identityId) {
    return store.change(
        () -> {
          Optional<Identity> identity = byId.get(identityId);
          identity.ifPresent(this::remove);
          return identity.isPresent();
        });
  }

  /** Deletes a pool with all its identities; false if there is none. */
  public boolean deletePool(String poolId) {
    return store.change(
        () -> {
          deleteAll(poolId);
          return pools.remove(poolId);
        });
  }

  /** Deletes all identities of a pool. */
  public void deleteAll(String poolId) {
    store.change(
        () -> {
          List<Table.Row<Boolean>> rows = byPool.all(poolId);
          rows.forEach(row -> delete(row.key().substring(poolId.length())));
          return rows.size();
        });
  }

  private LinkOutcome link(
      Identity survivor, List<Identity> others, List<Login> logins, Pool pool) {
    List<Login> all = new ArrayList<>(survivor.logins());
    others.forEach(other -> all.addAll(other.logins()));
    logins.stream().filter(login -> !all.contains(login)).forEach(all::add);
    if (all.size() > MAX_LOGINS) {
      return Refused.TOO_MANY_LOGINS;
    }
    Set<String> publicProviders = new HashSet<>();
    for (Login login : all) {
      if (!pool.isDeveloperProvider(login.provider()) && !publicProviders.add(login.provider())) {
        return Refused.SECOND_USER_OF_PROVIDER;
      }
    }
    Instant now = clock.get();
    for (Identity other : others) {
      put(other.disabled(survivor.id(), now));
      mergeListeners.forEach(listener -> listener.accept(other, survivor));
    }
    all.forEach(login -> byLogin.put(key(pool.id(), login), survivor.id()));
    return new Linked(put(survivor.withLogins(List.copyOf(all), now)));
  }

  private Identity create(Pool pool) {
    if (pools.find(pool.id()).isEmpty()) {
      throw new UnknownPoolException(pool.id());
    }
    String id = pool.region() + ":" + UUID.randomUUID();
    byPool.put(pool.id() + id, true);
    return put(Identity.guest(id, pool.id(), clock.get()));
  }

  private Identity put(Identity identity) {
    byId.put(identity.id(), identity);
    return identity;
  }

  private void remove(Identity identity) {
    identity.logins().forEach(login -> byLogin.remove(key(identity.poolId(), login)));
    byPool.remove(identity.poolId() + identity.id());
    byId.remove(identity.id());
    deletionListeners.forEach(listener -> listener.accept(identity));
  }

  /** The length keeps apart what two names could be run together from. */
  private static String key(String poolId, Login login) {
    return poolId + ":" + login.provider().length() + ":" + login.provider() + login.subject();
  }
}
