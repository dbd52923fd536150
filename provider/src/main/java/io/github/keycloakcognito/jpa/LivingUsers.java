package io.github.keycloakcognito.jpa;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    return realms(ids).keySet();
  }

  /** The ids of the realms of those who live, by user id. */
  Map<String, String> realms(Collection<String> ids) {
    Map<Boolean, List<String>> byPlace =
        ids.stream().collect(Collectors.partitioningBy(LivingUsers::isLocal));
    Map<String, String> living = new HashMap<>(local(byPlace.get(true)));
    for (String id : byPlace.get(false)) {
      String realm = realmOfFederated(id);
      if (realm != null) {
        living.put(id, realm);
      }
    }
    return living;
  }

  /** Ids of other systems come along, too, and Keycloak's reader expects the second colon. */
  private static boolean isLocal(String id) {
    return !id.startsWith("f:") || id.indexOf(':', 2) < 0;
  }

  private Map<String, String> local(List<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return Entities.of(session)
        .createQuery("select u.id, u.realmId from UserEntity u where u.id in :ids", Object[].class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
  }

  /** The id names the storage provider, which is one realm's; the user may be in no table. */
  private String realmOfFederated(String id) {
    ComponentEntity storage =
        Entities.of(session).find(ComponentEntity.class, StorageId.providerId(id));
    if (storage == null) {
      return null;
    }
    RealmModel realm = session.realms().getRealm(storage.getRealm().getId());
    session.getContext().setRealm(realm);
    return isSwitchedOff(realm, storage.getId()) || session.users().getUserById(realm, id) != null
        ? realm.getId()
        : null;
  }

  /** Keycloak then finds none of its users, who will be back. */
  private static boolean isSwitchedOff(RealmModel realm, String storage) {
    return !realm.getComponent(storage).get("enabled", true);
  }
}
