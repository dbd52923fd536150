package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.POOL;
import static io.github.keycloakcognito.aws.LocalAws.TOKEN;
import static io.github.keycloakcognito.aws.LocalAws.UNKNOWN_IDENTITY;
import static io.github.keycloakcognito.aws.LocalAws.UNKNOWN_POOL;
import static io.github.keycloakcognito.aws.LocalAws.pool;
import static io.github.keycloakcognito.aws.LocalAws.request;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.OpenIdToken;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DemoKey
class OpenIdTokenTest {

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @Test
  void tellsWhatAwsIssued() {
    OpenIdToken token = LOCAL.token(someone());

    assertThat(token.identityId()).matches("eu-west-1:[0-9a-f-]{36}");
    assertThat(token.accountId()).isEqualTo(LocalAws.ACCOUNT);
    assertThat(token.awsRequestId()).matches("[0-9a-f-]{36}");
    assertThat(token.issuedAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThat(token.expiration()).isEqualTo(token.issuedAt().plus(POOL.tokenDuration()));
    assertThat(token.toString()).doesNotContain(token.token());
    assertThat(LOCAL.meters().lines()).containsExactly(TOKEN + " ok");
    assertThat(LOCAL.meters().times()).allMatch(took -> took.toNanos() > 0);
    assertThat(LOCAL.attempts(TOKEN)).isEqualTo(1);
  }

  @Test
  void knownUserKeepsIdentityAndOthersHaveTheirOwn() {
    String user = someone();
    String identity = LOCAL.token(user).identityId();

    assertThat(LOCAL.token(user).identityId()).isEqualTo(identity);
    assertThat(LOCAL.token(someone()).identityId()).isNotEqualTo(identity);
  }

  @Test
  void lastsAsLongAsAsked() {
    Duration asked = Duration.ofSeconds(601);
    ExchangeRequest request = request(someone());

    OpenIdToken token = LOCAL.gateway().openIdToken(request.forTokenDuration(asked), PATIENCE);

    assertThat(Duration.between(token.issuedAt(), token.expiration())).isEqualTo(asked);
  }

  @Test
  void guestKeepsIdentityWhenLoggingIn() {
    String user = someone();
    String guest = LOCAL.guest();

    OpenIdToken upgraded = LOCAL.gateway().openIdToken(request(user, POOL, guest), PATIENCE);

    assertThat(upgraded.identityId()).isEqualTo(guest);
    assertThat(LOCAL.token(user).identityId()).isEqualTo(guest);
  }

  @Test
  void identityOfSomebodyElseIsConflict() {
    String others = LOCAL.token(someone()).identityId();

    Failure failure = LOCAL.tokenRefused(request(someone(), POOL, others));

    assertThat(failure.kind()).isEqualTo(Kind.IDENTITY_CONFLICT);
    assertThat(failure.description()).isEqualTo("The identity belongs to someone else.");
    assertThat(LOCAL.attempts(TOKEN)).as("also the other's").isEqualTo(2);
  }

  @Test
  void guestOfUserWhoIsKnownElsewhereIsConflict() {
    String user = someone();
    LOCAL.token(user);

    Failure failure = LOCAL.tokenRefused(request(user, POOL, LOCAL.guest()));

    assertThat(failure.kind()).isEqualTo(Kind.IDENTITY_CONFLICT);
    assertThat(failure.description()).isEqualTo("The login belongs to another identity.");
  }

  @Test
  void unknownIdentityIsCallersMistake() {
    Failure failure = LOCAL.tokenRefused(request(someone(), POOL, UNKNOWN_IDENTITY));

    assertThat(failure.kind()).isEqualTo(Kind.INVALID_REQUEST);
    assertThat(failure.description()).isEqualTo("The pool has no such identity.");
    assertThat(failure.remedy()).isNull();
  }

  @Test
  void wrongDeveloperProviderIsAdminsMistake() {
    Failure failure =
        LOCAL.tokenRefused(
            request(someone(), pool(POOL.identityPoolId(), "login.keycloak.typo"), null));

    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(failure.remedy()).contains("developerProviderName");
  }

  @Test
  void unknownPoolIsAdminsMistakeWhateverTheCallerNamed() {
    assertUnknownPool(LOCAL.tokenRefused(request(someone(), UNKNOWN_POOL, null)));
    assertUnknownPool(LOCAL.tokenRefused(request(someone(), UNKNOWN_POOL, UNKNOWN_IDENTITY)));
    assertThat(LOCAL.meters().lines())
        .containsExactly(TOKEN + " aws_misconfigured", TOKEN + " aws_misconfigured");
  }

  private static void assertUnknownPool(Failure failure) {
    assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(failure.remedy()).contains("identityPoolId");
    assertThat(failure.cause()).contains(UNKNOWN_POOL.identityPoolId());
    assertThat(failure.description()).doesNotContain(UNKNOWN_POOL.identityPoolId());
  }
}
