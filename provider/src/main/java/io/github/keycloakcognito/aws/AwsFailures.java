package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What AWS's errors mean for the caller and for the admin. Error codes and messages: the Cognito
 * identity API reference, and answers of the real service quoted in public issues.
 */
final class AwsFailures {

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final String DENIED = "AWS refused Keycloak. The server's log says why.";
  private static final String MISCONFIGURED =
      "The identity pool is not set up for this. The server's log says why.";

  /** They take no pool as their resource: Service Authorization Reference. */
  private static final Set<String> WITHOUT_POOL = Set.of("DescribeIdentity", "DeleteIdentities");

  private static final String ROLE_DENIED =
      "AWS does not let the role be taken. The server's log says why.";

  /** What a call names besides the pool, so that a refusal may be about it. */
  enum About {
    POOL,
    /** An identity that the caller named. */
    IDENTITY,
    /** A developer user, or an identity that is looked up. */
    USER,
    /** A login of another provider, with its token. */
    LOGIN,
    /** The role to take. */
    ROLE
  }

  private AwsFailures() {}

  /**
   * @param operation AWS's name of what was called, which is the name of its IAM action, too
   */
  static ExchangeException of(SdkException thrown, About about, String operation) {
    Failure failure =
        thrown instanceof AwsServiceException service
            ? ofService(service, about, operation)
            : ofClient(thrown);
    return new ExchangeException(failure, thrown);
  }

  private static Failure ofService(AwsServiceException e, About about, String operation) {
    if (e.isThrottlingException()) {
      return failure(Kind.THROTTLED, "AWS is busy. Try again later.", e, null, RETRY);
    }
    String named = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    String code = named == null ? "" : named;
    if (about == About.ROLE && e.statusCode() < 500) {
      return ofRole(e, code);
    }
    if (about == About.LOGIN && code.equals("NotAuthorizedException")) {
      return ofLogin(e);
    }
    return switch (code) {
      case "DeveloperUserAlreadyRegisteredException", "ResourceConflictException" ->
          failure(Kind.IDENTITY_CONFLICT, "The login belongs to another identity.", e, null, null);
      case "NotAuthorizedException" ->
          about == About.POOL
              ? misconfigured(e, "look the identity up in the pool; it may have been merged")
              : failure(
                  Kind.IDENTITY_CONFLICT, "The identity belongs to someone else.", e, null, null);
      case "ResourceNotFoundException" -> ofUnknown(e, about);
      case "InvalidIdentityPoolConfigurationException" ->
          misconfigured(
              e,
              "the pool needs an authenticated role whose trust policy names the pool and allows"
                  + " sts:AssumeRoleWithWebIdentity; with principal tags sts:TagSession too");
      case "InvalidParameterException", "ValidationException" ->
          misconfigured(e, "check that developerProviderName is the one the pool names at AWS");
      case "ExternalServiceException" ->
          failure(
              Kind.TEMPORARILY_UNAVAILABLE,
              "AWS could not reach the login provider. Try again.",
              e,
              null,
              RETRY);
      case "AccessDeniedException" ->
          denied(
              e,
              "grant Keycloak the IAM action cognito-identity:"
                  + operation
                  + (WITHOUT_POOL.contains(operation) ? " on *" : " on this pool"));
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "ExpiredTokenException",
          "ExpiredToken",
          "InvalidIdentityToken" ->
          denied(e, "check the AWS credentials that Keycloak runs with, and the server's clock");
      case "AccessDenied" ->
          denied(
              e,
              "check the AWS credentials that Keycloak runs with; where the server option"
                  + " assumed-roles names a role, Keycloak needs sts:AssumeRole on it and the role's"
                  + " trust policy has to name Keycloak");
      default ->
          e.statusCode() >= 500
              ? failure(
                  Kind.TEMPORARILY_UNAVAILABLE, "AWS is unavailable. Try again.", e, null, RETRY)
              : denied(e, "see the AWS documentation of the error code that the cause names");
    };
  }

  private static Failure ofUnknown(AwsServiceException e, About about) {
    boolean pool = says(e, "identitypool '");
    if (about == About.USER && !pool) {
      return failure(Kind.NOT_FOUND, "The pool knows no such user or identity.", e, null, null);
    }
    if (about == About.LOGIN && says(e, "login '")) {
      return failure(Kind.NOT_FOUND, "The login is not linked to the identity.", e, null, null);
    }
    return about != About.POOL && says(e, "identity '")
        ? failure(Kind.INVALID_REQUEST, "The pool has no such identity.", e, null, null)
        : misconfigured(
            e,
            "check the pool's identityPoolId and its AWS account; a pool of another account"
                + " needs a role in the server option assumed-roles");
  }

  /** Whose login it is, Cognito only asks once it has taken its token. */
  private static Failure ofLogin(AwsServiceException e) {
    return says(e, "logins don't match") || says(e, "access to identity '")
        ? failure(Kind.IDENTITY_CONFLICT, "The identity belongs to someone else.", e, null, null)
        : failure(
            Kind.AWS_MISCONFIGURED,
            "The identity pool does not take the login. The server's log says why.",
            e,
            "the pool must have the login provider, with the client or app id that Keycloak uses"
                + " there; check the pool's linkedProviders and the server's clock",
            null);
  }

  /** AssumeRoleWithWebIdentity's errors: STS API reference. */
  private static Failure ofRole(AwsServiceException e, String code) {
    return switch (code) {
      case "AccessDenied" ->
          failure(
              Kind.AWS_DENIED,
              ROLE_DENIED,
              e,
              "the IAM role must exist, and its trust policy must allow"
                  + " sts:AssumeRoleWithWebIdentity to cognito-identity.amazonaws.com for this pool"
                  + " (aud) and its developer provider (amr); with principal tags sts:TagSession"
                  + " too",
              null);
      case "ValidationError" ->
          failure(
              Kind.AWS_MISCONFIGURED,
              ROLE_DENIED,
              e,
              "lower aws.role.session-duration or raise the IAM role's maximum session duration",
              null);
      case "PackedPolicyTooLarge", "PackedPolicyTooLargeException" ->
          failure(
              Kind.AWS_MISCONFIGURED,
              ROLE_DENIED,
              e,
              "hand over fewer or shorter principal tags",
              null);
      case "RegionDisabledException" ->
          failure(
              Kind.AWS_MISCONFIGURED,
              ROLE_DENIED,
              e,
              "activate STS in the pool's region, in the AWS account of the role",
              null);
      case "ExpiredTokenException", "InvalidIdentityToken" ->
          failure(
              Kind.TOKEN_REFUSED,
              ROLE_DENIED,
              e,
              "check the server's clock, and that the role is of the same AWS partition as the pool",
              null);
      case "IDPCommunicationError" ->
          failure(Kind.TEMPORARILY_UNAVAILABLE, "AWS is unavailable. Try again.", e, null, RETRY);
      default ->
          failure(
              Kind.AWS_DENIED,
              ROLE_DENIED,
              e,
              "see the AWS documentation of the error code that the cause names",
              null);
    };
  }

  private static Failure ofClient(SdkException e) {
    if (timedOut(e)) {
      return new Failure(Kind.TIMEOUT, "AWS did not answer in time.", text(e), null, null, null);
    }
    if (text(e).contains("Unable to load credentials")) {
      return new Failure(
          Kind.AWS_MISCONFIGURED,
          MISCONFIGURED,
          text(e),
          "give Keycloak AWS credentials: an instance or pod role, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY in its environment",
          null,
          null);
    }
    return Failure.unavailable("AWS could not be reached. Try again later.", text(e), RETRY);
  }

  /** An answer that is none: AWS, or what stands in its way, sent something else. */
  static ExchangeException unreadable(String what) {
    return new ExchangeException(
        Failure.unavailable("AWS answered nonsense. Try again later.", what, RETRY));
  }

  private static boolean timedOut(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ApiCallTimeoutException
          || t instanceof ApiCallAttemptTimeoutException
          || t instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static boolean says(AwsServiceException e, String start) {
    String message = e.awsErrorDetails().errorMessage();
    return message != null && message.toLowerCase(Locale.ROOT).startsWith(start);
  }

  private static Failure misconfigured(AwsServiceException e, String remedy) {
    return failure(Kind.AWS_MISCONFIGURED, MISCONFIGURED, e, remedy, null);
  }

  private static Failure denied(AwsServiceException e, String remedy) {
    return failure(Kind.AWS_DENIED, DENIED, e, remedy, null);
  }

  private static Failure failure(
      Kind kind, String description, AwsServiceException e, String remedy, Duration retryAfter) {
    String cause =
        e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
            ? text(e)
            : e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
    return new Failure(kind, description, cause, remedy, retryAfter, e.requestId());
  }

  /** The innermost message: the outer ones only say that a request was not executed. */
  private static String text(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null
        && cause instanceof SdkClientException
        && !(cause.getCause() instanceof InterruptedException)) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
