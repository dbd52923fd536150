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
  TAG_CHARACTERS("tagCharacters", "refused", "accepted");

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
