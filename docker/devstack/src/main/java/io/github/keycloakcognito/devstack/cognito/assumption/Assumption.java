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
