package io.github.keycloakcognito.devstack.cognito.wire;

/** The scalar shapes of the service models (cognito-identity 2014-06-30, STS 2011-06-15). */
public final class Shapes {
  /** IdentityPoolId and IdentityId. */
  public static final Text ID = Text.pattern(1, 55, "[\\w-]+:[0-9a-f-]+");

  /** DeveloperUserIdentifier. */
  public static final Text DEVELOPER_USER = Text.length(1, 1024);

  /** IdentityProviderName. */
  public static final Text PROVIDER_NAME = Text.length(1, 128);

  /** IdentityProviderToken. */
  public static final Text PROVIDER_TOKEN = Text.length(1, 50_000).asSecret();

  /** AccountId. */
  public static final Text ACCOUNT = Text.pattern(1, 15, "\\d+");

  /** ARNString; also arnType of STS. */
  public static final Text ARN = Text.length(20, 2048);

  /** PaginationKey. */
  public static final Text PAGINATION_KEY = Text.pattern(1, 65_535, "[\\S]+");

  /** PrincipalTagID. */
  public static final Text TAG_NAME = Text.length(1, 128);

  /** PrincipalTagValue. */
  public static final Text TAG_VALUE = Text.length(1, 256);

  /** STS roleSessionNameType. */
  public static final Text SESSION_NAME = Text.pattern(2, 64, "[\\w+=,.@-]*");

  /** STS clientTokenType. */
  public static final Text WEB_IDENTITY_TOKEN = Text.length(4, 20_000).asSecret();

  /** STS sessionPolicyDocumentType. */
  public static final Text POLICY =
      Text.pattern(1, 2048, "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+").asSecret();

  private Shapes() {}
}
