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
  /** LookupDeveloperIdentity of an identity without developer users: an empty list, or an error. */
  LOOKUP_WITHOUT_USERS("lookupWithoutUsers", "empty", "ResourceNotFoundException"),
  /** MergeDeveloperIdentities of users that have one identity already: that one, or an error. */
  MERGE_OF_ONE("mergeOfOne", "unchanged", "InvalidParameterException", "ResourceConflictException"),
  /** MergeDeveloperIdentities of two users of one public provider: which error. */
  MERGE_OF_SAME_PROVIDER(
      "mergeOfSameProvider", "ResourceConflictException", "InvalidParameterException"),
  /** UnlinkDeveloperIdentity of another identity's user: which error. */
  UNLINK_OTHERS_LOGIN(
      "unlinkOthersLogin",
      "ResourceConflictException",
      "ResourceNotFoundException",
      "NotAuthorizedException"),
  /** An unknown id in DeleteIdentities: left out of the answer, or in it with this error code. */
  DELETE_UNKNOWN_IDENTITY(
      "deleteUnknownIdentity", "ignored", "AccessDenied", "InternalServerError"),
  /** A CustomRoleArn other than the pool's role, where no role mapping exists. */
  CUSTOM_ROLE_WITHOUT_MAPPING("customRoleWithoutMapping", "refused", "ignored"),
  /** The element Provider of AssumeRoleWithWebIdentity: a host name or ARN, or the issuer. */
  STS_PROVIDER("stsProvider", "principal", "issuer"),
  /** A pool whose id names another region than the signature: as if unknown, or served. */
  POOL_OF_ANOTHER_REGION("poolOfAnotherRegion", "notFound", "served"),
  /** UpdateIdentityPool with another developer provider name than the pool's: which error. */
  DEVELOPER_PROVIDER_CHANGED(
      "developerProviderChanged",
      "InvalidParameterException",
      "ResourceConflictException",
      "NotAuthorizedException"),
  /** UpdateIdentityPool without IdentityPoolTags. */
  TAGS_LEFT_OUT("tagsLeftOut", "kept", "removed"),
  /** The developer provider as a key of RoleMappings. */
  ROLE_MAPPING_OF_DEVELOPER_PROVIDER("roleMappingOfDeveloperProvider", "refused", "accepted"),
  /** GetPrincipalTagAttributeMap for a provider that none was set for. */
  PRINCIPAL_TAGS_NEVER_SET("principalTagsNeverSet", "notFound", "empty"),
  /** ProviderId of AssumeRoleWithWebIdentity, which is for tokens that are no JWTs. */
  PROVIDER_ID("providerId", "refused", "ignored"),
  /** What session policies and tags are counted by: their plain or their compressed length. */
  PACKED_POLICY_SIZE("packedPolicySize", "plain", "deflated"),
  /** X-Amz-Expires of a presigned request: 15 minutes whatever it says, or what it says. */
  PRESIGNED_EXPIRY("presignedExpiry", "ignored", "honoured"),
  /** Session tags with characters outside the STS service model's pattern. */
  TAG_CHARACTERS("tagCharacters", "refused", "accepted"),
  /**
   * Seconds a JWT in Logins holds after its end: RFC 7523's five minutes, as the guide says for
   * OIDC providers, or none.
   */
  LOGIN_GRACE("loginGrace", "300", "0"),
  /** Seconds one of Cognito's own tokens holds after its end in Logins. */
  COGNITO_TOKEN_GRACE("cognitoTokenGrace", "0", "300"),
  /** JWTs of Facebook's limited login under graph.facebook.com. */
  FACEBOOK_LIMITED_LOGIN("facebookLimitedLogin", "accepted", "refused"),
  /**
   * The developer's provider name as a key where only public ones may be: refused as no public
   * provider, or, if the value is a Cognito token, for that.
   */
  DEVELOPER_PROVIDER_AS_KEY("developerProviderAsKey", "byToken", "publicProvider"),
  /** Cognito's own tokens in the Logins of GetOpenIdToken and UnlinkIdentity. */
  COGNITO_TOKEN_IN_LOGINS("cognitoTokenInLogins", "refused", "accepted"),
  /** GetCredentialsForIdentity with a Cognito token of another identity or pool. */
  TOKEN_OF_OTHER_IDENTITY("tokenOfOtherIdentity", "loginsDoNotMatch", "forbidden"),
  /** A second developer provider in Logins (an unknown name without a slash): which error. */
  SECOND_DEVELOPER_PROVIDER(
      "secondDeveloperProvider", "InvalidParameterException", "NotAuthorizedException"),
  /**
   * A provider out of reach in GetOpenIdTokenForDeveloperIdentity, which declares no
   * ExternalServiceException.
   */
  UNREACHABLE_FOR_DEVELOPER(
      "unreachableForDeveloper", "NotAuthorizedException", "ExternalServiceException"),
  /** GetOpenIdToken of a pool with role mappings: which error. */
  CLASSIC_FLOW_WITH_ROLE_MAPPINGS(
      "classicFlowWithRoleMappings", "InvalidParameterException", "NotAuthorizedException"),
  /** A role mapping for the developer's provider: has no effect, or is applied to the token. */
  DEVELOPER_ROLE_MAPPING("developerRoleMapping", "ignored", "applied"),
  /** A CustomRoleArn that a role mapping does not allow: which error. */
  CUSTOM_ROLE_REFUSED(
      "customRoleRefused", "NotAuthorizedException", "InvalidIdentityPoolConfigurationException"),
  /** The names of the default principal tags: of the client and of the user. */
  DEFAULT_TAG_NAMES("defaultTagNames", "client,username", "clientID,username"),
  /** UnlinkIdentity of the developer's provider, which UnlinkDeveloperIdentity is for. */
  UNLINK_DEVELOPER_PROVIDER("unlinkDeveloperProvider", "refused", "unlinked"),
  /** UnlinkIdentity of a provider the identity has no login of. */
  UNLINK_NOT_LINKED("unlinkNotLinked", "ResourceNotFoundException", "ignored"),
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
