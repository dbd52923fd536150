package io.github.keycloakcognito.devstack.cognito.sts;

import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.AssumeOutcome;
import io.github.keycloakcognito.devstack.cognito.iam.Role;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.seed.Assumption;
import io.github.keycloakcognito.devstack.cognito.seed.Assumptions;
import io.github.keycloakcognito.devstack.cognito.token.TokenException;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Form;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import io.github.keycloakcognito.devstack.cognito.wire.Shapes;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Takes a role with a token instead of a signature. */
final class AssumeRoleWithWebIdentity implements StsOperation {
  private static final int MIN_SECONDS = 900;
  private static final int MAX_SECONDS = 43_200;
  private static final int DEFAULT_SECONDS = 3600;

  private final TokenVerifier verifier;
  private final RoleAssumer roles;
  private final Assumptions assumptions;

  AssumeRoleWithWebIdentity(TokenVerifier verifier, RoleAssumer roles, Assumptions assumptions) {
    this.verifier = verifier;
    this.roles = roles;
    this.assumptions = assumptions;
  }

  @Override
  public void run(Request request, Form form, Xml result) {
    String roleArn = form.required("RoleArn", Shapes.ARN);
    String sessionName = form.required("RoleSessionName", Shapes.SESSION_NAME);
    String token = form.required("WebIdentityToken", Shapes.WEB_IDENTITY_TOKEN);
    form.optional("Policy", Shapes.POLICY);
    long seconds = form.number("DurationSeconds", MIN_SECONDS, MAX_SECONDS).orElse(DEFAULT_SECONDS);
    form.check();

    WebIdentity identity = verify(token);
    Duration duration = Duration.ofSeconds(seconds);
    Optional<Role> role = roles.find(roleArn);
    if (role.isPresent() && duration.compareTo(role.get().maxSessionDuration()) > 0) {
      throw ErrorCode.VALIDATION.because(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    if (roles.assume(roleArn, identity, sessionName, duration)
        instanceof AssumeOutcome.Granted granted) {
      write(identity, granted.credentials(), result);
      return;
    }
    throw ErrorCode.ACCESS_DENIED.because(
        "Not authorized to perform sts:AssumeRoleWithWebIdentity");
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

  private void write(WebIdentity identity, AccessKey credentials, Xml result) {
    boolean issuer = assumptions.is(Assumption.STS_PROVIDER, "issuer");
    result
        .put("SubjectFromWebIdentityToken", identity.subject())
        .put("Audience", identity.audience())
        .put(
            "AssumedRoleUser",
            user ->
                user.put("Arn", credentials.caller().arn())
                    .put("AssumedRoleId", credentials.caller().userId()))
        .put(
            "Credentials",
            xml ->
                xml.put("SessionToken", credentials.sessionToken().orElseThrow())
                    .put("SecretAccessKey", credentials.secret())
                    .put(
                        "Expiration",
                        DateTimeFormatter.ISO_INSTANT.format(
                            credentials.expiration().orElseThrow()))
                    .put("AccessKeyId", credentials.id()))
        .put("Provider", issuer ? identity.issuer() : identity.federatedPrincipal());
  }
}
