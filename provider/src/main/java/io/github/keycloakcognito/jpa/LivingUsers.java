package io.github.keycloakcognito.jpa;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.ComponentEntity;
import org.keycloak.storage.StorageId;

/** Which user ids are ids of users, in whatever realm: they are unique in a server. */
final class LivingUsers {

  private final KeycloakSession session;

  LivingUsers(KeycloakSession session) {
    this.session = session;
  }

  Set<String> of(Collection<String> ids) {
    Map<Boolean, List<String>> byPlace =
        ids.stream().collect(Collectors.partitioningBy(StorageId::isLocalStorage));
    Set<String> living = new HashSet<>(local(byPlace.get(true)));
    byPlace.get(false).stream().filter(this::isFederated).forEach(living::add);
    return living;
  }

  private List<String> local(List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return session
        .getProvider(JpaConnectionProvider.class)
        .getEntityManager()
        .createQuery("select u.id from UserEntity u where u.id in :ids", String.class)
        .setParameter("ids", ids)
        .getResultList();
  }

  /** The id names the storage provider, which is one realm's; the user may be in no table. */
  private boolean isFederated(String id) {
    ComponentEntity storage =
        session
            .getProvider(JpaConnectionProvider.class)
            .getEntityManager()
            .find(ComponentEntity.class, StorageId.providerId(id));
    if (storage == null) {
      return false;
    }
    RealmModel realm = session.realms().getRealm(storage.getRealm().getId());
    session.getContext().setRealm(realm);
    return session.users().getUserById(realm, id) != null;
  }
}
