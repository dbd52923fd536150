package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.GOOGLE;
import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.POOL;
import static io.github.keycloakcognito.aws.LocalAws.POOL_WITHOUT_ROLES;
import static io.github.keycloakcognito.aws.LocalAws.PROVIDER;
import static io.github.keycloakcognito.aws.LocalAws.ROLE;
import static io.github.keycloakcognito.aws.LocalAws.SOCIAL_POOL;
import static io.github.keycloakcognito.aws.LocalAws.UNKNOWN_IDENTITY;
import static io.github.keycloakcognito.aws.LocalAws.UNKNOWN_POOL;
import static io.github.keycloakcognito.aws.LocalAws.pool;
import static io.github.keycloakcognito.aws.LocalAws.refused;
import static io.github.keycloakcognito.aws.LocalAws.request;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.exchange.DeveloperUsers;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityDescription;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.PoolDescription;
import io.github.keycloakcognito.exchange.PoolRoles;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DemoKey
class IdentityDirectoryTest {

  private static final String LOOKUP = "LookupDeveloperIdentity";

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @Test
  void findsIdentityOfUserAndUsersOfIdentity() {
    String user = someone();
    String identity = LOCAL.token(user).identityId();

    assertThat(directory().identityOf(POOL, user, PATIENCE)).contains(identity);
    assertThat(directory().usersOf(POOL, identity, PATIENCE))
        .isEqualTo(new DeveloperUsers(List.of(user), false));
    assertThat(LOCAL.meters().lines()).endsWith(LOOKUP + " ok", LOOKUP + " ok");
  }

  @Test
  void lookupMakesNoIdentity() {
    String user = someone();

    assertThat(directory().identityOf(POOL, user, PATIENCE)).isEmpty();
    assertThat(directory().identityOf(POOL, user, PATIENCE)).isEmpty();
  }

  @Test
  void unknownAndGuestIdentitiesHaveNoUsers() {
    assertThat(directory().usersOf(POOL, UNKNOWN_IDENTITY, PATIENCE).users()).isEmpty();
    assertThat(directory().usersOf(POOL, LOCAL.guest(), PATIENCE).users()).isEmpty();
  }

  @Test
  void identityOfAnotherPoolHasNoUsersHere() {
    String identity = LOCAL.token(someone()).identityId();

    assertThat(directory().usersOf(POOL_WITHOUT_ROLES, identity, PATIENCE).users()).isEmpty();
  }

  @Test
  void describesIdentity() {
    String identity = linked(someone(), "google-described");

    IdentityDescription described =
        directory().describe(SOCIAL_POOL, identity, PATIENCE).orElseThrow();

    assertThat(described.identityId()).isEqualTo(identity);
    assertThat(described.logins()).containsExactlyInAnyOrder(PROVIDER, GOOGLE);
    assertThat(described.created()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThat(described.lastModified()).isAfterOrEqualTo(described.created());
  }

  @Test
  void unknownIdentityIsNotDescribed() {
    assertThat(directory().describe(POOL, UNKNOWN_IDENTITY, PATIENCE)).isEmpty();
  }

  @Test
  void mergedUsersShareTheDestinationsIdentity() {
    String source = someone();
    String destination = someone();
    LOCAL.token(source);
    String kept = LOCAL.token(destination).identityId();

    assertThat(directory().merge(POOL, source, destination, PATIENCE)).isEqualTo(kept);

    assertThat(LOCAL.token(source).identityId()).isEqualTo(kept);
    assertThat(directory().usersOf(POOL, kept, PATIENCE).users())
        .containsExactlyInAnyOrder(source, destination);
  }

  @Test
  void unknownUserIsNotMerged() {
    String user = someone();
    LOCAL.token(user);

    assertNotFound(() -> directory().merge(POOL, someone(), user, PATIENCE));
    assertNotFound(() -> directory().merge(POOL, user, someone(), PATIENCE));
  }

  @Test
  void twoUsersOfOneSocialProviderAreNotMerged() {
    String one = someone();
    String other = someone();
    linked(one, "google-one");
    linked(other, "google-other");

    Failure failure = refused(() -> directory().merge(SOCIAL_POOL, one, other, PATIENCE));

    assertThat(failure.kind()).isEqualTo(Kind.IDENTITY_CONFLICT);
  }

  @Test
  void unlinkedUserIsNewNextTime() {
    String user = someone();
    String identity = LOCAL.token(user).identityId();

    directory().unlinkUser(POOL, identity, user, PATIENCE);

    assertThat(directory().identityOf(POOL, user, PATIENCE)).isEmpty();
    assertThat(LOCAL.token(user).identityId()).isNotEqualTo(identity);
  }

  @Test
  void userOfAnotherIdentityIsNotUnlinked() {
    String other = someone();
    LOCAL.token(other);
    String identity = LOCAL.token(someone()).identityId();

    Failure failure = refused(() -> directory().unlinkUser(POOL, identity, other, PATIENCE));

    assertThat(failure.kind()).isEqualTo(Kind.IDENTITY_CONFLICT);
    assertThat(directory().identityOf(POOL, other, PATIENCE)).isPresent();
    assertNotFound(() -> directory().unlinkUser(POOL, UNKNOWN_IDENTITY, other, PATIENCE));
  }

  @Test
  void loginIsUnlinkedByItsToken() {
    String user = someone();
    String identity = linked(user, "google-unlinked");

    directory()
        .unlinkLogin(SOCIAL_POOL, identity, GOOGLE, LOCAL.google("google-unlinked"), PATIENCE);

    assertThat(directory().describe(SOCIAL_POOL, identity, PATIENCE).orElseThrow().logins())
        .containsExactly(PROVIDER);
    assertThat(directory().identityOf(SOCIAL_POOL, user, PATIENCE)).contains(identity);
  }

  @Test
  void loginIsNotUnlinkedByAnotherTokenThanItsOwn() {
    String identity = linked(someone(), "google-kept");

    assertThat(unlinkRefused(identity, LOCAL.google("google-stranger")).kind())
        .isEqualTo(Kind.IDENTITY_CONFLICT);
    Failure nonsense = unlinkRefused(identity, "nonsense");

    assertThat(nonsense.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
    assertThat(nonsense.remedy()).contains("linkedProviders");
    assertThat(directory().describe(SOCIAL_POOL, identity, PATIENCE).orElseThrow().logins())
        .contains(GOOGLE);
  }

  private static Failure unlinkRefused(String identity, String token) {
    return refused(() -> directory().unlinkLogin(SOCIAL_POOL, identity, GOOGLE, token, PATIENCE));
  }

  @Test
  void deletesIdentities() {
    String user = someone();
    String identity = LOCAL.token(user).identityId();

    assertThat(directory().delete(POOL, List.of(identity), PATIENCE)).isEmpty();

    assertThat(directory().identityOf(POOL, user, PATIENCE)).isEmpty();
    assertThat(directory().describe(POOL, identity, PATIENCE)).isEmpty();
  }

  @Test
  void describesPool() {
    PoolDescription social = directory().describePool(SOCIAL_POOL, PATIENCE);
    assertThat(social)
        .isEqualTo(new PoolDescription("social", PROVIDER, Set.of(GOOGLE), false, false));

    PoolDescription demo = directory().describePool(POOL, PATIENCE);
    assertThat(demo.guests()).isTrue();
    assertThat(demo.classicFlow()).isTrue();
  }

  @Test
  void tellsRolesOfPool() {
    PoolRoles roles = directory().roles(POOL, PATIENCE);

    assertThat(roles.authenticated()).isEqualTo(ROLE);
    assertThat(roles.unauthenticated()).endsWith("KeycloakCognitoGuest");
    assertThat(roles.mapped()).isFalse();
    assertThat(directory().roles(POOL_WITHOUT_ROLES, PATIENCE))
        .isEqualTo(new PoolRoles(null, null, false));
  }

  @Test
  void unknownPoolIsAdminsMistakeInEveryQuestion() {
    List<ThrowingCallable> questions =
        List.of(
            () -> directory().identityOf(UNKNOWN_POOL, someone(), PATIENCE),
            () -> directory().usersOf(UNKNOWN_POOL, UNKNOWN_IDENTITY, PATIENCE),
            () -> directory().merge(UNKNOWN_POOL, someone(), someone(), PATIENCE),
            () -> directory().unlinkUser(UNKNOWN_POOL, UNKNOWN_IDENTITY, someone(), PATIENCE),
            () -> directory().describePool(UNKNOWN_POOL, PATIENCE),
            () -> directory().roles(UNKNOWN_POOL, PATIENCE));

    for (ThrowingCallable question : questions) {
      Failure failure = refused(question);
      assertThat(failure.kind()).isEqualTo(Kind.AWS_MISCONFIGURED);
      assertThat(failure.remedy()).contains("identityPoolId");
    }
  }

  @Test
  void wrongDeveloperProviderIsAdminsMistake() {
    IdentityPool typo = pool(POOL.identityPoolId(), "login.keycloak.typo");
    String user = someone();
    String identity = LOCAL.token(user).identityId();

    assertThat(refused(() -> directory().merge(typo, user, user, PATIENCE)).remedy())
        .contains("developerProviderName");
    assertThat(refused(() -> directory().unlinkUser(typo, identity, user, PATIENCE)).remedy())
        .contains("developerProviderName");
  }

  @Test
  void missingPermissionIsToldWithItsRemedy() {
    LOCAL.faults(
        Fault.error("GetIdentityPoolRoles", "AccessDeniedException", "not allowed"),
        Fault.error(LOOKUP, "AccessDeniedException", "not allowed"));

    Failure roles = refused(() -> directory().roles(POOL, PATIENCE));
    Failure lookup = refused(() -> directory().identityOf(POOL, someone(), PATIENCE));

    assertThat(List.of(roles.kind(), lookup.kind())).containsOnly(Kind.AWS_DENIED);
    assertThat(roles.remedy()).contains("grant Keycloak the IAM action");
  }

  @Test
  void questionsEndInTime() {
    LOCAL.faults(Fault.hang("*"));

    Failure failure =
        refused(() -> directory().usersOf(POOL, UNKNOWN_IDENTITY, Duration.ofMillis(300)));

    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
  }

  private static IdentityDirectory directory() {
    return LOCAL.directory();
  }

  /** The identity of a user with a login at Google. */
  private static String linked(String user, String subject) {
    return LOCAL
        .gateway()
        .openIdToken(
            request(user, SOCIAL_POOL, null).withLogins(Map.of(GOOGLE, LOCAL.google(subject))),
            PATIENCE)
        .identityId();
  }

  private static void assertNotFound(ThrowingCallable question) {
    assertThat(refused(question).kind()).isEqualTo(Kind.NOT_FOUND);
  }
}
