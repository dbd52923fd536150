package io.github.keycloakcognito.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A reconcile job, or a sweep, with how far it has come. */
@Entity
@Table(name = "COGNITO_JOB")
class JobEntity {

  @Id
  @Column(name = "ID")
  String id;

  @Column(name = "KIND")
  String kind;

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

  @Column(name = "USER_REMOVAL")
  String userRemoval;

  @Column(name = "DRY_RUN")
  boolean dryRun;

  @Column(name = "MEND_UNKNOWN")
  boolean mendUnknown;

  @Column(name = "STATE")
  String state;

  @Column(name = "PHASE")
  String phase;

  /** Where the phase goes on. */
  @Column(name = "PLACE")
  String place;

  @Column(name = "LISTED")
  long listed;

  @Column(name = "GUESTS")
  long guests;

  @Column(name = "ORPHANS")
  long orphans;

  @Column(name = "UNKNOWNS")
  long unknowns;

  @Column(name = "VANISHED")
  long vanished;

  @Column(name = "MENDED")
  long mended;

  @Column(name = "ATTEMPTS")
  int attempts;

  /** Realm and pool while it runs, so that there is one at a time; its own id otherwise. */
  @Column(name = "SLOT")
  String slot;

  @Column(name = "CREATED")
  long created;

  @Column(name = "DUE")
  long due;

  @Column(name = "ENDED")
  Long ended;

  @Column(name = "CLAIM")
  String claim;

  @Column(name = "CLAIMED_UNTIL")
  long claimedUntil;

  /** Null where the work was not refused. */
  @Embedded Refusal refusal;
}
