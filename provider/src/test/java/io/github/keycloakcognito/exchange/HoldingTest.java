package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldingTest {

  private static final String GOOGLE = "accounts.google.com";

  private final FakeDirectory directory = new FakeDirectory();
  private final Identities identities = new Identities(directory);

  @Test
  void findsIdentityThatHoldsLogin() {
    directory.put("eu-west-1:alices", "alice", "login.keycloak.demo", GOOGLE);
    directory.put("eu-west-1:bobs", "bob", "login.keycloak.demo");

    assertThat(holding("alice")).contains("eu-west-1:alices");
    assertThat(holding("bob")).isEmpty();
    assertThat(holding("carol")).isEmpty();
  }

  @Test
  void identityThatVanishedHoldsNothing() {
    directory.put("eu-west-1:alices", "alice", GOOGLE);
    directory.loginsByIdentity.clear();

    assertThat(holding("alice")).isEmpty();
  }

  private Optional<String> holding(String user) {
    return identities.holding(user, Samples.POOL, GOOGLE, Duration.ofSeconds(1));
  }
}
