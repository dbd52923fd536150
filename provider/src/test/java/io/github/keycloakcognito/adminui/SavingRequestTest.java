package io.github.keycloakcognito.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.Fake;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;

class SavingRequestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/realms/demo/components",
        "admin/realms/demo/components/4711",
        "/auth/admin/realms/my%20realm/components/4711"
      })
  void componentIsSavedByItself(String path) {
    assertThat(SavingRequest.isServedBy(session(path))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/realms",
        "/admin/realms/components",
        "/admin/realms/demo",
        "/admin/realms/demo/partialImport",
        "/admin/realms/demo/components/4711/sub-component-types",
        "/realms/demo/cognito"
      })
  void otherRequestsImport(String path) {
    assertThat(SavingRequest.isServedBy(session(path))).isFalse();
  }

  @Test
  void startServesNoRequest() {
    KeycloakContext context =
        Fake.of(
            KeycloakContext.class,
            Map.of(
                "getHttpRequest",
                arguments -> {
                  throw new IllegalStateException("no request");
                }));

    assertThat(SavingRequest.isServedBy(session(context))).isFalse();
  }

  private static KeycloakSession session(String path) {
    UriInfo uri = Fake.of(UriInfo.class, Map.of("getPath", arguments -> path));
    HttpRequest request = Fake.of(HttpRequest.class, Map.of("getUri", arguments -> uri));
    return session(Fake.of(KeycloakContext.class, Map.of("getHttpRequest", arguments -> request)));
  }

  private static KeycloakSession session(KeycloakContext context) {
    return Fake.of(KeycloakSession.class, Map.of("getContext", arguments -> context));
  }
}
