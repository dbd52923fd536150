package io.github.keycloakcognito.devstack.cognito.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.iam.RoleRequest;
import io.github.keycloakcognito.devstack.cognito.iam.SessionPolicies;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.TokenException;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;

/** Takes a role with a token instead of a signature. */
final class AssumeRoleWithWebIdentity implements Operation {
  private final TokenVerifier verifier;
  private final RoleAssumer roles;
  private final Assumptions assumptions;

  AssumeRoleWithWebIdentity(TokenVerifier verifier, RoleAssumer roles, Assumptions assumptions) {
    this.verifier = verifier;
    this.roles = roles;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String roleArn = input.text("RoleArn");
    if (!Sessions.isRoleArn(roleArn)) {
      throw Sessions.invalid("Request ARN is invalid");
    }
    if (input.has("ProviderId") && assumptions.is(Assumption.PROVIDER_ID, "refused")) {
      throw Sessions.invalid(
          "ProviderId is for OAuth 2.0 access tokens, which the local Cognito does not take; do not"
              + " specify it for OpenID Connect ID tokens.");
    }
    SessionPolicies policies = Sessions.policies(input);
    WebIdentity identity = verify(input.text("WebIdentityToken"));
    RoleRequest wish =
        RoleRequest.of(roleArn, input.text("RoleSessionName"), Sessions.duration(input), policies);
    boolean issuer = assumptions.is(Assumption.STS_PROVIDER, "issuer");
    return Sessions.answer(roles.assume(identity, wish))
        .put("SubjectFromWebIdentityToken", identity.subject())
        .put("Audience", identity.audience())
        .put("Provider", issuer ? identity.issuer() : identity.federatedPrincipal());
  }

  private WebIdentity verify(String token) {
    try {
      return verifier.verify(token);
    } catch (TokenException e) {
      throw refusal(e);
    }
  }

  private static ServiceException refusal(TokenException e) {
    if (e.reason() == TokenException.Reason.EXPIRED) {
      return ErrorCode.EXPIRED_IDENTITY_TOKEN.because(
          "Token expired: current date/time "
              + e.nowSeconds()
              + " must be before the expiration date/time "
              + e.expirySeconds());
    }
    return ErrorCode.INVALID_IDENTITY_TOKEN.because(
        switch (e.reason()) {
          case UNKNOWN_ISSUER ->
              "No OpenIDConnect provider found in your account for " + e.getMessage();
          case BAD_SIGNATURE -> "Couldn't verify signed token";
          case MISSING_CLAIM -> "Missing a required claim: " + e.getMessage();
          case WRONG_AUDIENCE -> "Incorrect token audience";
          default ->
              "The ID Token provided is not a valid JWT. (You may see this error if you sent an"
                  + " Access Token)";
        });
  }
}
