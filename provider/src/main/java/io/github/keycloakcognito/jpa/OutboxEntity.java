package io.github.keycloakcognito.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A removed user who is to be removed at Cognito too. */
@Entity
@Table(name = "COGNITO_OUTBOX")
class OutboxEntity {

  static final String QUEUED = "queued";
  static final String DEAD = "dead";

  @Id
  @Column(name = "ID")
  String id;

  @Column(name = "REALM_ID")
  String realmId;

  @Column(name = "REALM_NAME")
  String realmName;

  @Column(name = "POOL_ALIAS")
  String poolAlias;

  @Column(name = "IDENTITY_POOL_ID")
  String identityPoolId;

  @Column(name = "DEVELOPER_PROVIDER")
  String developerProvider;

  @Column(name = "USER_ID")
  String userId;

  @Column(name = "IDENTITY_ID")
  String identityId;

  @Column(name = "USER_REMOVAL")
  String userRemoval;

  @Column(name = "STATE")
  String state;

  @Column(name = "ATTEMPTS")
  int attempts;

  @Column(name = "CREATED")
  long created;

  @Column(name = "DUE")
  long due;

  @Column(name = "CLAIM")
  String claim;

  @Column(name = "CLAIMED_UNTIL")
  long claimedUntil;

  /** Null where the work was not refused. */
  @Embedded Refusal refusal;
}
