package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.PROVIDER;
import static io.github.keycloakcognito.aws.LocalAws.request;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.OpenIdToken;
import io.github.keycloakcognito.exchange.RoleSession;
import io.github.keycloakcognito.exchange.SignInRequirement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pool of another account and region, which Keycloak reaches by a role. */
@DemoKey
class PoolOfAnotherAccountTest {

  private static final String ACCOUNT = "210987654321";
  private static final String ROLES = "arn:aws:iam::" + ACCOUNT + ":role/";
  private static final String ASSUMED = ROLES + "KeycloakDeveloperProvider";
  private static final IdentityPool REPORTS =
      LocalAws.pool("us-east-1:0b7f3c52-6d1e-4a8f-b3c9-2e5d7a94c610", PROVIDER);

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @Test
  void isReachedByTheRoleThatIsTakenOnce() {
    try (Aws aws = assuming(ASSUMED)) {
      OpenIdToken token = aws.gateway().openIdToken(request(someone(), REPORTS, null), PATIENCE);
      aws.gateway().openIdToken(request(someone(), REPORTS, null), PATIENCE);

      assertThat(token.identityId()).startsWith("us-east-1:");
      assertThat(token.accountId()).isEqualTo(ACCOUNT);
      assertThat(aws.gateway().credentials(REPORTS, token, PATIENCE).accountId())
          .isEqualTo(ACCOUNT);
      assertThat(aws.gateway().authenticatedRole(REPORTS, PATIENCE).arn())
          .isEqualTo(ROLES + "KeycloakCognitoAuthenticated");
    }
    assertThat(LOCAL.attempts("AssumeRole")).isEqualTo(1);
    assertThat(LOCAL.running().log())
        .filteredOn(call -> call.operation().equals(LocalAws.TOKEN))
        .last()
        .satisfies(
            call ->
                assertThat(call.caller())
                    .isEqualTo(
                        "arn:aws:sts::210987654321:assumed-role/KeycloakDeveloperProvider/"
                            + "keycloak-cognito"));
  }

  @Test
  void givesRolesOfItsAccount() {
    AwsRole role =
        new AwsRole(
            "viewer",
            "viewer",
            ROLES + "ReportViewer",
            Duration.ofHours(1),
            null,
            SignInRequirement.NONE);
    ExchangeRequest request = request(someone(), REPORTS, null);
    ExchangeRequest taking =
        request.with(RoleSession.of(role, Duration.ofHours(1), request.caller()));
    try (Aws aws = assuming(ASSUMED)) {
      OpenIdToken token = aws.gateway().openIdToken(taking, PATIENCE);

      assertThat(aws.gateway().assumeRole(taking, token, PATIENCE).accountId()).isEqualTo(ACCOUNT);
    }
  }

  @Test
  void leavesOwnPoolToKeycloaksOwnCredentials() {
    try (Aws aws = assuming(ASSUMED)) {
      aws.gateway().openIdToken(request(someone()), PATIENCE);
    }
    assertThat(LOCAL.attempts("AssumeRole")).isZero();
  }

  @Test
  void isNotFoundWithoutTheRole() {
    Failure failure =
        LocalAws.refused(
            () -> LOCAL.gateway().openIdToken(request(someone(), REPORTS, null), PATIENCE));

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(failure.cause()).startsWith("ResourceNotFoundException");
    assertThat(failure.remedy()).contains("AWS account", "assumed-roles");
  }

  @Test
  void isOutOfReachByRoleThatDoesNotTrustKeycloak() {
    try (Aws aws = assuming(ROLES + "ReportViewer")) {
      Failure failure =
          LocalAws.refused(
              () -> aws.gateway().openIdToken(request(someone(), REPORTS, null), PATIENCE));

      assertThat(failure.kind()).isEqualTo(Kind.AWS_DENIED);
      assertThat(failure.cause())
          .startsWith("AccessDenied: User: arn:aws:iam::123456789012:user/keycloak")
          .contains("sts:AssumeRole", "ReportViewer");
      assertThat(failure.remedy()).contains("sts:AssumeRole", "trust policy");
    }
  }

  @Test
  void isPreparedBeforeItIsAskedFor() {
    try (Aws aws = assuming(ASSUMED)) {
      aws.warmUp(Set.of(REPORTS.identityPoolId()));
    }
    assertThat(LOCAL.running().calls()).isEmpty();
  }

  private static Aws assuming(String arn) {
    return LOCAL.aws(
        new AwsSettings(
            LocalAws.REGION,
            LOCAL.running().endpoint(),
            LOCAL.running().endpoint(),
            null,
            Map.of(REPORTS.identityPoolId(), arn),
            PATIENCE,
            PATIENCE,
            PATIENCE));
  }
}
