package io.github.keycloakcognito.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of {@link IdentityRegistry}. */
@Entity
@Table(name = "COGNITO_IDENTITY")
@IdClass(IdentityEntity.Key.class)
class IdentityEntity {

  @Id
  @Column(name = "USER_ID")
  String userId;

  @Id
  @Column(name = "IDENTITY_POOL_ID")
  String identityPoolId;

  @Column(name = "REALM_ID")
  String realmId;

  /** Null once the user has none any more. */
  @Column(name = "IDENTITY_ID")
  String identityId;

  @Column(name = "CHANGED")
  long changed;

  /** The last reconcile job that found the identity at Cognito. */
  @Column(name = "SEEN_BY")
  String seenBy;

  /** A user has one identity in a pool. */
  record Key(String userId, String identityPoolId) implements Serializable {}
}
