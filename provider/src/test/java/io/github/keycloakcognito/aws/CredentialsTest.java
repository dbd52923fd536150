package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.CREDENTIALS;
import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.POOL;
import static io.github.keycloakcognito.aws.LocalAws.POOL_WITHOUT_ROLES;
import static io.github.keycloakcognito.aws.LocalAws.UNKNOWN_IDENTITY;
import static io.github.keycloakcognito.aws.LocalAws.refused;
import static io.github.keycloakcognito.aws.LocalAws.request;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.keycloakcognito.exchange.AwsCredentials;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.OpenIdToken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DemoKey
class CredentialsTest {

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @Test
  void tellsWhatAwsIssued() {
    OpenIdToken token = LOCAL.token(someone());

    AwsCredentials issued = LOCAL.gateway().credentials(POOL, token, PATIENCE);

    assertThat(issued.accessKeyId()).startsWith("ASIA");
    assertThat(issued.identityId()).isEqualTo(token.identityId());
    assertThat(issued.accountId()).isEqualTo(LocalAws.ACCOUNT);
    assertThat(issued.roleArn()).isNull();
    assertThat(issued.expiration())
        .isCloseTo(Instant.now().plus(1, ChronoUnit.HOURS), within(1, ChronoUnit.MINUTES));
    assertThat(issued.awsRequestId()).matches("[0-9a-f-]{36}").isNotEqualTo(token.awsRequestId());
    assertThat(issued.toString()).doesNotContain(issued.secretAccessKey(), issued.sessionToken());
    assertThat(LOCAL.meters().lines()).last().isEqualTo(CREDENTIALS + " ok");
  }

  @Test
  void tokenOfAnotherIdentityIsRefused() {
    OpenIdToken mine = LOCAL.token(someone());
    OpenIdToken others = LOCAL.token(someone());

    assertRefused(with(mine.identityId(), others.token()), "NotAuthorizedException: Logins don't");
  }

  @Test
  void tokenOfAnotherPoolIsRefused() {
    OpenIdToken mine = LOCAL.token(someone());
    OpenIdToken others =
        LOCAL.gateway().openIdToken(request(someone(), POOL_WITHOUT_ROLES, null), PATIENCE);

    assertRefused(with(mine.identityId(), others.token()), "NotAuthorizedException: Logins don't");
  }

  @Test
  void tamperedTokenIsRefused() {
    String mine = LOCAL.token(someone()).token();
    OpenIdToken others = LOCAL.token(someone());
    String signature = mine.substring(mine.lastIndexOf('.'));
    String forged = others.token().substring(0, others.token().lastIndexOf('.')) + signature;

    assertRefused(with(others.identityId(), forged), "NotAuthorizedException: Invalid login token");
  }

  @Test
  void unknownIdentityIsRefused() {
    assertRefused(
        with(UNKNOWN_IDENTITY, LOCAL.token(someone()).token()), "ResourceNotFoundException");
  }

  @Test
  void poolWithoutRoleIsAdminsMistake() {
    IdentityPool pool = POOL_WITHOUT_ROLES;
    OpenIdToken token = LOCAL.gateway().openIdToken(request(someone(), pool, null), PATIENCE);

    Failure failure = refused(() -> LOCAL.gateway().credentials(pool, token, PATIENCE));

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(failure.remedy()).contains("authenticated role", "sts:AssumeRoleWithWebIdentity");
  }

  /** A token got a moment ago is Keycloak's, not the caller's: whatever is wrong is no mistake. */
  private static void assertRefused(OpenIdToken token, String cause) {
    Failure failure = refused(() -> LOCAL.gateway().credentials(POOL, token, PATIENCE));

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(failure.cause()).startsWith(cause).doesNotContain(token.token());
    assertThat(failure.remedy()).isNotBlank();
    assertThat(failure.awsRequestId()).matches("[0-9a-f-]{36}");
    assertThat(LOCAL.attempts(CREDENTIALS)).isEqualTo(1);
    assertThat(LOCAL.meters().lines()).last().isEqualTo(CREDENTIALS + " aws_misconfigured");
  }

  private static OpenIdToken with(String identityId, String token) {
    Instant now = Instant.now();
    return new OpenIdToken(identityId, token, now, now.plusSeconds(900), null, null);
  }
}
