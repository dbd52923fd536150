package io.github.keycloakcognito.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a reconcile job found. */
@Entity
@Table(name = "COGNITO_FINDING")
class FindingEntity {

  @Id
  @Column(name = "ID")
  String id;

  @Column(name = "JOB_ID")
  String jobId;

  @Column(name = "KIND")
  String kind;

  @Column(name = "IDENTITY_ID")
  String identityId;

  @Column(name = "USER_ID")
  String userId;
}
