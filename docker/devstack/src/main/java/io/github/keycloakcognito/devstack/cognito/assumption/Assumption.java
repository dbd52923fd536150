package io.github.keycloakcognito.devstack.cognito.assumption;

import java.util.List;

/**
 * Behaviour that no source confirms, so that somebody had to decide. A seed may decide otherwise
 * under {@code assumptions}.
 */
public enum Assumption {
  /** GetOpenIdTokenForDeveloperIdentity without the pool's developer provider: which error. */
  UNKNOWN_DEVELOPER_PROVIDER(
      "unknownDeveloperProvider",
      "InvalidParameterException",
      "NotAuthorizedException",
      "ResourceNotFoundException"),
  /** A developer user of another identity than the IdentityId given: refused, or merged. */
  DEVELOPER_USER_ELSEWHERE("developerUserElsewhere", "refused", "merged"),
  /** Which identity an implicit merge keeps: the oldest, or the oldest with a developer user. */
  MERGE_SURVIVOR("mergeSurvivor", "oldest", "developer"),
  /** More than 20 logins on one identity: which error. */
  TOO_MANY_LOGINS("tooManyLogins", "InvalidParameterException", "ResourceConflictException"),
  /** The longest developer user identifier that can be registered. */
  DEVELOPER_USER_LENGTH("developerUserLength", "1024", "50000"),
  /** LookupDeveloperIdentity by user: all users of the identity, or the one asked for. */
  LOOKUP_BY_USER("lookupByUser", "all", "one"),
  /** A CustomRoleArn other than the pool's role, where no role mapping exists. */
  CUSTOM_ROLE_WITHOUT_MAPPING("customRoleWithoutMapping", "refused", "ignored"),
  /** The element Provider of AssumeRoleWithWebIdentity: a host name or ARN, or the issuer. */
  STS_PROVIDER("stsProvider", "principal", "issuer"),
  /** Session tags with characters outside the STS service model's pattern. */
  TAG_CHARACTERS("tagCharacters", "refused", "accepted"),
  /** Sync: credentials of another identity than the one asked for: which error. */
  SYNC_FOREIGN_IDENTITY("syncForeignIdentity", "NotAuthorizedException", "AccessDeniedException"),
  /** Sync: ListDatasets and ListRecords without such a pool or identity: which error. */
  SYNC_UNKNOWN_IDENTITY(
      "syncUnknownIdentity", "ResourceNotFoundException", "NotAuthorizedException"),
  /** Sync: whether a device that synchronises for the first time hears of deleted records. */
  SYNC_TOMBSTONES("syncTombstones", "always", "afterFirstSync"),
  /** Sync: the sync count of a dataset after a merge of identities. */
  SYNC_MERGED_COUNT("syncMergedCount", "one", "kept"),
  /** Sync: what a merge of identities appends to the name of a dataset. */
  SYNC_MERGED_NAME("syncMergedName", "identityId", "uuid"),
  /** Sync: what SetIdentityPoolConfiguration does to the part it was not given. */
  SYNC_ABSENT_CONFIGURATION("syncAbsentConfiguration", "kept", "removed"),
  /** Sync: how many seconds a bulk publish takes. */
  SYNC_BULK_PUBLISH_SECONDS("syncBulkPublishSeconds", "10", "0");

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable one.
  private final List<String> choices;

  Assumption(String key, String... choices) {
    this.key = key;
    this.choices = List.of(choices);
  }

  /** Its name in the seed file. */
  public String key() {
    return key;
  }

  /** What may be decided; the first is the default. */
  public List<String> choices() {
    return choices;
  }
}
