package io.github.keycloakcognito.devstack.cognito.wire;

import java.util.stream.Stream;

/** Every error the double answers, with its name and status in both protocols. */
public enum ErrorCode {
  /** A parameter that is well formed but makes no sense. */
  INVALID_PARAMETER("InvalidParameterException"),
  /** No such pool, identity or user. */
  RESOURCE_NOT_FOUND("ResourceNotFoundException"),
  /** A login does not prove what it should. */
  NOT_AUTHORIZED("NotAuthorizedException"),
  /** A login belongs to another identity. */
  RESOURCE_CONFLICT("ResourceConflictException"),
  /** The developer's user belongs to another identity. */
  DEVELOPER_USER_ALREADY_REGISTERED("DeveloperUserAlreadyRegisteredException"),
  /** The pool has no role that can be taken. */
  INVALID_IDENTITY_POOL_CONFIGURATION("InvalidIdentityPoolConfigurationException"),
  /** More than an account may have. */
  LIMIT_EXCEEDED("LimitExceededException"),
  /** Two changes at once. */
  CONCURRENT_MODIFICATION("ConcurrentModificationException"),
  /** A provider outside of AWS does not answer. */
  EXTERNAL_SERVICE("ExternalServiceException"),
  /** Sync: a bulk publish is running. */
  DUPLICATE_REQUEST("DuplicateRequestException"),
  /** Sync: a bulk publish was done less than a day ago. */
  ALREADY_STREAMED("AlreadyStreamedException"),
  /** Sync: the pool is not configured for what is asked. */
  INVALID_CONFIGURATION("InvalidConfigurationException"),
  /** Too fast. */
  THROTTLED("TooManyRequestsException", 400, "Throttling", 400),
  /** Our fault. */
  INTERNAL_ERROR("InternalErrorException", 500, "InternalFailure", 500),
  /** A constraint of the service model is violated. */
  VALIDATION("ValidationException", 400, "ValidationError", 400),
  /** The body is not what the protocol says. */
  SERIALIZATION("SerializationException", 400, "MalformedInput", 400),
  /** No such operation. */
  UNKNOWN_OPERATION("UnknownOperationException", 400, "InvalidAction", 400),
  /** Signed, but not allowed. */
  ACCESS_DENIED("AccessDeniedException", 400, "AccessDenied", 403),
  /** Not signed at all. */
  MISSING_AUTHENTICATION(
      "MissingAuthenticationTokenException", 400, "MissingAuthenticationToken", 403),
  /** The Authorization header lacks a part. */
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400, "IncompleteSignature", 400),
  /** Unknown access key or wrong session token. */
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400, "InvalidClientTokenId", 403),
  /** The signature does not fit the request, or is too old. */
  INVALID_SIGNATURE("InvalidSignatureException", 400, "SignatureDoesNotMatch", 403),
  /** The credentials are over. */
  EXPIRED_CREDENTIALS("ExpiredTokenException", 400, "ExpiredToken", 403),
  /** STS: a session policy is none. */
  MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument"),
  /** STS: session policies and tags take more than there is room for. */
  PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge"),
  /** STS: session tags that do not go together. */
  INVALID_PARAMETER_VALUE("InvalidParameterValue"),
  /** STS: the web identity token does not hold. */
  INVALID_IDENTITY_TOKEN("InvalidIdentityToken"),
  /** STS: the web identity token is over. */
  EXPIRED_IDENTITY_TOKEN("ExpiredTokenException");

  private final String jsonName;
  private final int jsonStatus;
  private final String queryName;
  private final int queryStatus;

  /** A name and a status. */
  public record Wire(String name, int status) {}

  ErrorCode(String name) {
    this(name, 400, name, 400);
  }

  ErrorCode(String jsonName, int jsonStatus, String queryName, int queryStatus) {
    this.jsonName = jsonName;
    this.jsonStatus = jsonStatus;
    this.queryName = queryName;
    this.queryStatus = queryStatus;
  }

  /** The error with this name in AWS JSON 1.1. */
  public static ErrorCode named(String jsonName) {
    return Stream.of(values())
        .filter(code -> code.jsonName.equals(jsonName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(jsonName));
  }

  /** In AWS JSON 1.1. */
  public Wire json() {
    return new Wire(jsonName, jsonStatus);
  }

  /** In the query protocol of STS. */
  public Wire query() {
    return new Wire(queryName, queryStatus);
  }

  /** A throwable error with this code. */
  public ServiceException because(String message) {
    return new ServiceException(this, message);
  }
}
