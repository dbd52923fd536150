package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.Outcome.Failed;
import io.github.keycloakcognito.exchange.Outcome.Issued;
import java.time.Duration;
import java.util.function.BiFunction;

/** Takes roles with the token of a check, and throws their credentials away. */
final class RoleTrial {

  private final ExchangeService exchange;
  private final CognitoGateway gateway;
  private final ExchangeRequest request;
  private final OpenIdToken token;
  private Outcome<OpenIdToken> untagged;

  RoleTrial(
      ExchangeService exchange,
      CognitoGateway gateway,
      ExchangeRequest request,
      OpenIdToken token) {
    this.exchange = exchange;
    this.gateway = gateway;
    this.request = request;
    this.token = token;
  }

  /** The pool's authenticated role, by the enhanced flow. */
  Finding authenticated() {
    return trial(
        "authenticated-role-trust",
        "it can be taken",
        (with, time) -> gateway.credentials(request.pool(), with, time));
  }

  /** A role, by the basic flow and for as long as its credentials are to last. */
  Finding take(String check, AwsRole role) {
    ExchangeRequest asked =
        request.with(RoleSession.of(role, role.sessionDuration(), request.caller()));
    return trial(
        check,
        role.arn() + " can be taken for " + role.sessionDuration().toSeconds() + " seconds",
        (with, time) -> gateway.assumeRole(asked, with, time));
  }

  private Finding trial(
      String check, String seen, BiFunction<OpenIdToken, Duration, AwsCredentials> flow) {
    Outcome<AwsCredentials> outcome = exchange.ask(time -> flow.apply(token, time));
    if (!(outcome instanceof Failed<AwsCredentials> failed)) {
      return Finding.ok(check, seen);
    }
    boolean tagsMayBeWhy =
        !request.tags().values().isEmpty() && failed.failure().kind() != Kind.TIMEOUT;
    return tagsMayBeWhy && worksWithoutTags(flow)
        ? Finding.error(
            check,
            "it can be taken without the pool's principal tags only: " + failed.failure().cause(),
            "allow sts:TagSession in the role's trust policy, beside"
                + " sts:AssumeRoleWithWebIdentity")
        : Finding.of(check, failed.failure());
  }

  private boolean worksWithoutTags(BiFunction<OpenIdToken, Duration, AwsCredentials> flow) {
    if (untagged == null) {
      untagged = exchange.freshToken(request.with(PrincipalTags.NONE));
    }
    return untagged instanceof Issued<OpenIdToken> plain
        && exchange.ask(time -> flow.apply(plain.value(), time)) instanceof Issued;
  }
}
