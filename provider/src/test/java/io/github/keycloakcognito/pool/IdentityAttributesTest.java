package io.github.keycloakcognito.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.Fake;
import io.github.keycloakcognito.LogCapture;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPAttribute;

class IdentityAttributesTest {

  @AutoClose private final LogCapture log = new LogCapture(IdentityAttributes.class);
  private final FakeProfile profile = new FakeProfile();

  @Test
  void declaresOneAttributeForEachPool() {
    declare(Components.realm(Components.pool("default"), Components.pool("prod")));

    assertThat(profile.attributes())
        .containsExactly("cognito.identity-id", "cognito.identity-id.prod");
    UPAttribute attribute = profile.config().getAttribute("cognito.identity-id");
    assertThat(attribute.getPermissions().getView()).containsExactly("admin");
    assertThat(attribute.getPermissions().getEdit()).isEmpty();
  }

  @Test
  void leavesDeclaredAttributeAlone() {
    UPAttribute theirs = new UPAttribute("cognito.identity-id");
    profile.config().addOrReplaceAttribute(theirs);

    declare(Components.realm(Components.pool("default")));

    assertThat(profile.writes).hasValue(0);
    assertThat(profile.config().getAttribute("cognito.identity-id")).isSameAs(theirs);
  }

  @Test
  void realmWithoutPoolsKeepsItsProfile() {
    declare(Components.realm());

    assertThat(profile.writes).hasValue(0);
  }

  @Test
  void profileThatCannotBeChangedStopsNothing() {
    RealmModel realm = Components.realm(Components.pool("default"));
    KeycloakContext context =
        Fake.of(
            KeycloakContext.class,
            Map.of("getRealm", arguments -> realm, "setRealm", arguments -> null));

    IdentityAttributes.declare(
        Fake.of(KeycloakSession.class, Map.of("getContext", arguments -> context)), realm);

    assertThat(log.records()).hasSize(1);
  }

  private void declare(RealmModel realm) {
    IdentityAttributes.declare(profile.session(realm), realm);
  }
}
