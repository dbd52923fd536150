package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every answer that any test gets from a door is held against the document; here is the proof. */
@ExtendWith(StackExtension.class)
class OpenApiIT {

  @Test
  void documentDescribesDoors(Stack stack) {
    TestRealm realm = TestRealm.in(stack);
    String token = realm.accessToken("alice", "app");

    assertThat(realm.exchange(token).status()).isEqualTo(200);
    assertThat(realm.credentials(token).status()).isEqualTo(200);
    assertThat(realm.exchange("none").status()).isEqualTo(401);
  }

  /** A realm that answers as no door does. */
  @Test
  void refusesAnswerThatIsNotDescribed(Stack stack) {
    URI noSuchRealm = URI.create(stack.url() + "/realms/no-such-realm/cognito");

    assertThatThrownBy(() -> new Http().send(Http.request(noSuchRealm)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "/realms/no-such-realm/cognito: the answer 404 is not as openapi.yaml")
        .hasMessageContaining("error_description");
    assertThatThrownBy(
            () -> new Http().send(Http.form(URI.create(noSuchRealm + "/token"), Map.of())))
        .isInstanceOf(AssertionError.class);
  }
}
