package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakcognito.exchange.Failure.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

  private static final String OWN = "eu-west-1:own";
  private static final Login GOOGLE = new Login("accounts.google.com", "secret");

  private final FakeDirectory directory = new FakeDirectory();
  private final Identities identities = new Identities(directory);

  @Test
  void describesCallersIdentity() {
    directory.put("eu-west-1:other", "bob", "login.keycloak.demo");
    directory.put(OWN, "alice", "login.keycloak.demo");

    IdentityDescription own = identities.of(Samples.ALICE, Samples.POOL, Exchange.PATIENT);

    assertThat(own.identityId()).isEqualTo(OWN);
    assertThat(own.logins()).containsExactly("login.keycloak.demo");
  }

  @Test
  void callerWithoutIdentityHasNone() {
    assertNotFound(() -> identities.of(Samples.ALICE, Samples.POOL, Exchange.PATIENT));
    assertNotFound(() -> identities.unlink(Samples.ALICE, Samples.POOL, GOOGLE, Exchange.PATIENT));
  }

  @Test
  void identityThatWentMeanwhileIsNone() {
    directory.put(OWN, "alice");
    directory.loginsByIdentity.clear();

    assertNotFound(() -> identities.of(Samples.ALICE, Samples.POOL, Exchange.PATIENT));
  }

  @Test
  void knowsLoginsOfCallersIdentity() {
    assertThat(identities.logins(Samples.ALICE, Samples.POOL, Exchange.PATIENT)).isEmpty();

    directory.put("eu-west-1:other", "bob", "graph.facebook.com");
    directory.put(OWN, "alice", "login.keycloak.demo", "accounts.google.com");
    assertThat(identities.logins(Samples.ALICE, Samples.POOL, Exchange.PATIENT))
        .containsExactlyInAnyOrder("login.keycloak.demo", "accounts.google.com");
  }

  @Test
  void takesLoginOut() {
    directory.put(OWN, "alice", "login.keycloak.demo", "accounts.google.com");

    IdentityDescription left =
        identities.unlink(Samples.ALICE, Samples.POOL, GOOGLE, Exchange.PATIENT);

    assertThat(left.logins()).containsExactly("login.keycloak.demo");
    assertThat(directory.unlinked).containsExactly(OWN + " accounts.google.com secret");
  }

  @Test
  void loginThatIsNotThereIsNotTakenOut() {
    directory.put(OWN, "alice", "login.keycloak.demo");

    assertNotFound(() -> identities.unlink(Samples.ALICE, Samples.POOL, GOOGLE, Exchange.PATIENT));
    assertThat(directory.unlinked).isEmpty();
  }

  private static void assertNotFound(ThrowingCallable question) {
    assertThat(catchThrowableOfType(ExchangeException.class, question).failure().kind())
        .isEqualTo(Kind.NOT_FOUND);
  }
}
