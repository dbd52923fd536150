package io.github.keycloakcognito.adminui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.keycloakcognito.pool.CognitoIdentityPoolProviderFactory;
import io.github.keycloakcognito.pool.Components;
import io.github.keycloakcognito.pool.PoolSaved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderEvent;

class PoolPageFactoryTest {

  private final PoolPageFactory factory = new PoolPageFactory();
  private final List<ProviderEvent> published = new ArrayList<>();

  @Test
  void namesThatStandInRealmFilesNeverChange() {
    assertThat(factory.getId()).isEqualTo("aws-identity-pools");
    assertThat(PoolPageProperties.CHECK_ON_SAVE).isEqualTo("checkOnSave");
  }

  @Test
  void hasAllSettingsOfPoolsAndTheSwitch() {
    List<String> own =
        new ArrayList<>(
            new CognitoIdentityPoolProviderFactory()
                .getConfigProperties().stream().map(ProviderConfigProperty::getName).toList());
    own.add("checkOnSave");

    assertThat(factory.getConfigProperties())
        .extracting(ProviderConfigProperty::getName)
        .containsExactlyElementsOf(own);
  }

  @Test
  void hasNoFieldForWhichConsoleHasNoEditor() {
    assertThat(factory.getConfigProperties())
        .extracting(ProviderConfigProperty::getType)
        .isSubsetOf("String", "Integer", "boolean", "List", "MultivaluedString");
  }

  @Test
  void takesWhatConsoleAddsAndLeavesOut() {
    ComponentModel component = Components.pagePool("default");
    component.setName(null);
    component.getConfig().put("allowedClients", Arrays.asList((String) null));

    assertThatCode(() -> validate(Components.realm(), component)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "Realm", "provider", "checkOnSaves"})
  void refusesOtherNames(String name) {
    ComponentModel component = Components.pagePool("default");
    component.getConfig().putSingle(name, "x");

    assertThatExceptionOfType(ComponentValidationException.class)
        .isThrownBy(() -> validate(Components.realm(), component))
        .withMessageStartingWith(name + ": is no setting");
  }

  @Test
  void refusesWrongForm() {
    ComponentModel component = Components.pagePool("default");
    component.getConfig().putSingle("tokenDuration", "-1");

    assertThatExceptionOfType(ComponentValidationException.class)
        .isThrownBy(() -> validate(Components.realm(), component))
        .withMessageStartingWith("tokenDuration: must be");
  }

  @Test
  void refusesSwitchThatIsNone() {
    ComponentModel component = Components.pagePool("default");
    component.getConfig().putSingle("checkOnSave", "maybe");

    assertThatExceptionOfType(ComponentValidationException.class)
        .isThrownBy(() -> validate(Components.realm(), component))
        .withMessage("checkOnSave: must be true or false");
  }

  @Test
  void refusesAliasOfEitherType() {
    for (ComponentModel other : List.of(Components.pool("prod"), Components.pagePool("prod"))) {
      ComponentModel component = Components.pagePool("prod");
      component.setId(null);

      assertThatExceptionOfType(ComponentValidationException.class)
          .isThrownBy(() -> validate(Components.realm(other), component))
          .withMessageStartingWith("alias: is taken");
    }
  }

  @Test
  void importOnlyTellsOfPool() {
    validate(Components.realm(), Components.pagePool("default"));

    assertThat(published).hasSize(1).first().isInstanceOf(PoolSaved.class);
  }

  private void validate(RealmModel realm, ComponentModel component) {
    factory.validateConfiguration(Components.session(published), realm, component);
  }
}
