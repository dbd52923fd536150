package io.github.keycloakcognito.devstack.cognito.sts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.AssumeOutcome;
import io.github.keycloakcognito.devstack.cognito.iam.Role;
import io.github.keycloakcognito.devstack.cognito.iam.RoleAssumer;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.token.TokenException;
import io.github.keycloakcognito.devstack.cognito.token.TokenVerifier;
import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Takes a role with a token instead of a signature. */
final class AssumeRoleWithWebIdentity implements Operation {
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
  public ObjectNode run(Call call) {
    Input input = call.input();
    String roleArn = input.text("RoleArn");
    String sessionName = input.text("RoleSessionName");
    String token = input.text("WebIdentityToken");
    long seconds = input.number("DurationSeconds").orElse(DEFAULT_SECONDS);

    WebIdentity identity = verify(token);
    Duration duration = Duration.ofSeconds(seconds);
    Optional<Role> role = roles.find(roleArn);
    if (role.isPresent() && duration.compareTo(role.get().maxSessionDuration()) > 0) {
      throw ErrorCode.VALIDATION.because(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    if (roles.assume(roleArn, identity, sessionName, duration)
        instanceof AssumeOutcome.Granted granted) {
      return answer(identity, granted.credentials());
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

  private ObjectNode answer(WebIdentity identity, AccessKey credentials) {
    boolean issuer = assumptions.is(Assumption.STS_PROVIDER, "issuer");
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .put("SubjectFromWebIdentityToken", identity.subject())
        .put("Audience", identity.audience())
        .put("Provider", issuer ? identity.issuer() : identity.federatedPrincipal());
    answer
        .putObject("AssumedRoleUser")
        .put("Arn", credentials.caller().arn())
        .put("AssumedRoleId", credentials.caller().userId());
    answer
        .putObject("Credentials")
        .put("AccessKeyId", credentials.id())
        .put("SecretAccessKey", credentials.secret())
        .put("SessionToken", credentials.sessionToken().orElseThrow())
        .put(
            "Expiration",
            DateTimeFormatter.ISO_INSTANT.format(credentials.expiration().orElseThrow()));
    return answer;
  }
}
