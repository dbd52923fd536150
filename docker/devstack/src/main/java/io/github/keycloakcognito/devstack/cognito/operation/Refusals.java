package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.token.TokenException;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.Optional;

/** Refusals that several operations share, in AWS's words. */
final class Refusals {
  private Refusals() {}

  /**
   * The identity of an outcome.
   *
   * @param identityId the identity the request named, if it did
   * @throws ServiceException if the outcome is a refusal
   */
  static Identity linked(
      LinkOutcome outcome, Pool pool, Optional<String> identityId, Assumptions assumptions) {
    if (outcome instanceof LinkOutcome.Linked linked) {
      return linked.identity();
    }
    String named = identityId.orElse("");
    throw switch ((LinkOutcome.Refused) outcome) {
      case UNKNOWN_POOL -> Existing.unknownPool(pool.id());
      case UNKNOWN_IDENTITY -> Existing.unknownIdentity(named);
      case UNKNOWN_LOGIN ->
          ErrorCode.RESOURCE_NOT_FOUND.because("Developer user identifier not found.");
      case SAME_IDENTITY ->
          ErrorCode.named(assumptions.choice(Assumption.MERGE_OF_ONE))
              .because("The source user and the destination user have the same identity already.");
      case INACCESSIBLE -> forbidden(named);
      case NOT_PROVEN -> loginsDoNotMatch();
      case DEVELOPER_USER_ELSEWHERE ->
          ErrorCode.DEVELOPER_USER_ALREADY_REGISTERED.because(
              "This developer user identifier is already registered with Cognito.");
      case LOGIN_ELSEWHERE ->
          ErrorCode.RESOURCE_CONFLICT.because("Login is linked to another identity.");
      case SECOND_USER_OF_PROVIDER ->
          ErrorCode.RESOURCE_CONFLICT.because(
              "The identity is already linked to another login of this provider.");
      case TOO_MANY_LOGINS ->
          ErrorCode.named(assumptions.choice(Assumption.TOO_MANY_LOGINS))
              .because("An identity can have " + Identities.MAX_LOGINS + " logins at most.");
    };
  }

  static ServiceException loginsDoNotMatch() {
    return ErrorCode.NOT_AUTHORIZED.because(
        "Logins don't match. Please include at least one valid login for this identity or identity"
            + " pool.");
  }

  static ServiceException forbidden(String identityId) {
    return ErrorCode.NOT_AUTHORIZED.because(
        "Access to Identity '" + identityId + "' is forbidden.");
  }

  static ServiceException noGuests() {
    return ErrorCode.NOT_AUTHORIZED.because(
        "Unauthenticated access is not supported for this identity pool.");
  }

  static ServiceException unsupportedProvider() {
    return ErrorCode.NOT_AUTHORIZED.because(
        "Token is not from a supported provider of this identity pool.");
  }

  static ServiceException unsupportedDeveloperProvider(Assumptions assumptions) {
    return ErrorCode.named(assumptions.choice(Assumption.UNKNOWN_DEVELOPER_PROVIDER))
        .because("This identity pool does not support the specified developer provider");
  }

  static ServiceException cognitoToken() {
    return badToken("Can't pass in a Cognito token.");
  }

  static ServiceException otherIssuer() {
    return badToken("Issuer doesn't match providerName");
  }

  static ServiceException noRole() {
    return ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION.because(
        "Invalid identity pool configuration. Check assigned IAM roles for this pool.");
  }

  static ServiceException of(TokenException e) {
    return switch (e.reason()) {
      case MALFORMED, UNKNOWN_ISSUER -> badToken("Not a valid OpenId Connect identity token.");
      case BAD_SIGNATURE -> unverified();
      case EXPIRED -> badToken("Token expired: " + e.nowSeconds() + " >= " + e.expirySeconds());
      case MISSING_CLAIM -> badToken("Missing a required claim: " + e.getMessage());
      case OTHER_ISSUER -> otherIssuer();
      case WRONG_AUDIENCE, NOT_CONFIGURED -> unsupportedProvider();
      case UNREACHABLE ->
          ErrorCode.EXTERNAL_SERVICE.because(
              "The provider " + e.getMessage() + " does not respond.");
    };
  }

  static ServiceException unverified() {
    return badToken("Couldn't verify signed token.");
  }

  static ServiceException noPublicProvider() {
    return ErrorCode.INVALID_PARAMETER.because("Please provide a valid public provider");
  }

  private static ServiceException badToken(String why) {
    return ErrorCode.NOT_AUTHORIZED.because("Invalid login token. " + why);
  }
}
