package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.token.TokenException;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;

/** Refusals that several operations share, in AWS's words. */
final class Refusals {
  private Refusals() {}

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
    return badToken(
        switch (e.reason()) {
          case MALFORMED, UNKNOWN_ISSUER -> "Not a valid OpenId Connect identity token.";
          case BAD_SIGNATURE -> "Couldn't verify signed token.";
          case EXPIRED -> "Token expired: " + e.nowSeconds() + " >= " + e.expirySeconds();
          case MISSING_CLAIM -> "Missing a required claim: " + e.getMessage();
          case WRONG_AUDIENCE -> "Incorrect token audience";
        });
  }

  private static ServiceException badToken(String why) {
    return ErrorCode.NOT_AUTHORIZED.because("Invalid login token. " + why);
  }
}
