package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("An identity is made ahead")
class WarmUpIT {

  private static final String TOKEN = "GetOpenIdTokenForDeveloperIdentity";
  private static final String ATTRIBUTE = "cognito.identity-id";

  private static final AtomicInteger USERS = new AtomicInteger();

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
      realm.admin().put(realm.path(""), Map.of("realm", realm.name(), "registrationAllowed", true));
    }
  }

  @AfterEach
  void off() {
    warmUp("off");
  }

  @Test
  @DisplayName("at registration, and the exchange finds it")
  void registration() {
    warmUp("registration");
    String user = name();

    Registration.at(realm, user);

    String identityId = awaitIdentity(user);
    assertThat(realm.exchange(realm.accessToken(user, "app")).text("IdentityId"))
        .isEqualTo(identityId);
  }

  @Test
  @DisplayName("at the first sign-in, and not again at the next")
  void signIn() {
    warmUp("sign-in");
    String user = user();
    double there = Metrics.warmUps(stack.keycloak(), "there");
    double made = Metrics.warmUps(stack.keycloak(), "made");

    realm.accessToken(user, "app");
    awaitIdentity(user);
    await().until(() -> Metrics.warmUps(stack.keycloak(), "made") == made + 1);
    realm.accessToken(user, "app");

    await().until(() -> Metrics.warmUps(stack.keycloak(), "there") == there + 1);
    assertThat(stack.cognito().calls()).containsEntry(TOKEN, 1L);
  }

  @Test
  @DisplayName("only where the pool wants it, and for whom it could allow")
  void nobodyElse() {
    realm.accessToken(user(), "app");
    warmUp("registration");
    realm.accessToken(user(), "app");
    warmUp("sign-in");
    realm.accessToken(user(), "other");
    String allowed = user();

    realm.accessToken(allowed, "app");

    awaitIdentity(allowed);
    assertThat(stack.cognito().calls()).containsEntry(TOKEN, 1L);
  }

  @Test
  @DisplayName("where AWS denies it, users sign in all the same, and an admin is told")
  void denied() {
    warmUp("sign-in");
    stack
        .cognito()
        .faults(
            List.of(Fault.error(TOKEN, "AccessDeniedException", "not ahead in " + realm.name())));
    double failed = Metrics.warmUps(stack.keycloak(), "failed");

    String token = realm.accessToken(user(), "app");

    await().until(() -> Metrics.warmUps(stack.keycloak(), "failed") == failed + 1);
    String line = "not ahead in " + realm.name();
    assertThat(stack.log(line)).contains("identity not made ahead", line);
    stack.cognito().clearFaults();
    assertThat(realm.exchange(token).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("at another try where Cognito throttles the first ones")
  void throttled() {
    warmUp("sign-in");
    // Two attempts to a call, by the SDK.
    stack.cognito().faults(List.of(Fault.throttle(TOKEN).times(2)));
    String user = user();

    realm.accessToken(user, "app");

    awaitIdentity(user);
  }

  private static void warmUp(String when) {
    realm.changePool(Map.of("warmUp", List.of(when)));
  }

  private static String name() {
    return "newcomer-" + USERS.incrementAndGet();
  }

  private static String user() {
    String name = name();
    realm.admin().create(realm.path("/users"), TestRealm.user(name));
    return name;
  }

  private static String awaitIdentity(String user) {
    return await().until(() -> identity(user), id -> !id.isEmpty());
  }

  private static String identity(String user) {
    return realm
        .admin()
        .get(realm.path("/users/" + realm.userId(user)))
        .path("attributes")
        .path(ATTRIBUTE)
        .path(0)
        .asText();
  }
}
