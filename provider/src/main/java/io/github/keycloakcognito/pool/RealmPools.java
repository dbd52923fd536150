package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.RealmModel;

/** The pools of a realm, read at each call: Keycloak holds components in its realm cache. */
public final class RealmPools {

  private static final Logger LOG = Logger.getLogger(RealmPools.class);
  static final String DEFAULT_ALIAS = "default";

  /**
   * Provider id of those pools that the admin console's page edits. Stands in databases and realm
   * files: it does not change.
   */
  public static final String PAGE_ID = "aws-identity-pools";

  /** Keycloak's type of their components. By name: the class is experimental, and pools stay. */
  private static final String PAGE_TYPE = "org.keycloak.services.ui.extend.UiPageProvider";

  private static final int MOST_READ = 1_000;

  /**
   * What settings mean does not change, and is asked at each call; so one pool is one object too,
   * however many cached issues refer to it.
   */
  private static final Map<Map<String, List<String>>, IdentityPool> READ =
      new ConcurrentHashMap<>();

  private final List<IdentityPool> pools;
  private final boolean single;

  private RealmPools(List<IdentityPool> pools, boolean single) {
    this.pools = pools;
    this.single = single;
  }

  public static RealmPools of(RealmModel realm) {
    List<ComponentModel> components = components(realm).toList();
    return new RealmPools(
        components.stream().flatMap(component -> read(realm, component).stream()).toList(),
        components.size() == 1);
  }

  /**
   * The pool a caller means.
   *
   * @param alias null for the realm's default pool: the one called {@code default}, or the only one
   */
  public Optional<IdentityPool> find(String alias) {
    if (alias == null && single) {
      return pools.stream().findFirst();
    }
    String wanted = alias == null ? DEFAULT_ALIAS : alias;
    return pools.stream().filter(pool -> pool.alias().equals(wanted)).findFirst();
  }

  public List<IdentityPool> all() {
    return pools;
  }

  /** Of both types; the console's is shared with the pages of other extensions. */
  static Stream<ComponentModel> components(RealmModel realm) {
    return Stream.concat(
        realm.getComponentsStream(realm.getId(), IdentityPoolProvider.class.getName()),
        realm
            .getComponentsStream(realm.getId(), PAGE_TYPE)
            .filter(component -> PAGE_ID.equals(component.getProviderId())));
  }

  /** A component can only be invalid where it came past the validator, so this is for the log. */
  private static Optional<IdentityPool> read(RealmModel realm, ComponentModel component) {
    try {
      return Optional.of(read(component.getConfig()));
    } catch (InvalidSettingException e) {
      LOG.warnf(
          "Realm %s: identity pool component %s is left out: %s",
          realm.getName(), component.getId(), e.getMessage());
      return Optional.empty();
    }
  }

  private static IdentityPool read(Map<String, List<String>> settings) {
    IdentityPool known = READ.get(settings);
    if (known != null) {
      return known;
    }
    IdentityPool pool = new IdentityPoolConfig(settings).read();
    if (READ.size() >= MOST_READ) {
      READ.clear();
    }
    // A copy: Keycloak changes a component's settings in place.
    Map<String, List<String>> copy = new HashMap<>();
    settings.forEach((name, values) -> copy.put(name, new ArrayList<>(values)));
    READ.put(copy, pool);
    return pool;
  }
}
