package io.github.keycloakcognito.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderEvent;

class CognitoIdentityPoolProviderFactoryTest {

  private final CognitoIdentityPoolProviderFactory factory =
      new CognitoIdentityPoolProviderFactory();
  private final List<ProviderEvent> published = new ArrayList<>();

  @Test
  void namesThatStandInRealmFilesNeverChange() {
    assertThat(factory.getId()).isEqualTo("cognito");
    assertThat(IdentityPoolProvider.class.getName())
        .isEqualTo("io.github.keycloakcognito.pool.IdentityPoolProvider");
    assertThat(new IdentityPoolSpi().getName()).isEqualTo("cognito-pool");
    assertThat(new IdentityPoolSpi().isInternal()).isFalse();
    assertThat(new IdentityPoolSpi().getProviderClass()).isEqualTo(IdentityPoolProvider.class);
    assertThat(new IdentityPoolSpi().getProviderFactoryClass())
        .isEqualTo(IdentityPoolProviderFactory.class)
        .isAssignableFrom(CognitoIdentityPoolProviderFactory.class);
  }

  @Test
  void everySettingIsExplained() {
    assertThat(factory.getHelpText()).isNotBlank();
    assertThat(factory.getConfigProperties())
        .isNotEmpty()
        .allSatisfy(
            property -> {
              assertThat(property.getLabel()).isNotBlank();
              assertThat(property.getHelpText()).isNotBlank();
            })
        .filteredOn(ProviderConfigProperty::isRequired)
        .extracting(ProviderConfigProperty::getName)
        .containsExactly("alias", "identityPoolId", "developerProviderName");
  }

  @Test
  void makesPoolOfComponent() {
    assertThat(factory.create(null, Components.pool("prod")).settings().alias()).isEqualTo("prod");
  }

  @Test
  void takesValidPool() {
    assertThatCode(() -> validate(Components.realm(), Components.pool("default")))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesInvalidSettingInItsReadersWords() {
    ComponentModel component = Components.pool("default");
    component.getConfig().putSingle("tokenDuration", "long");

    assertThatExceptionOfType(ComponentValidationException.class)
        .isThrownBy(() -> validate(Components.realm(), component))
        .withMessage("tokenDuration: must be a whole number of seconds from 1 to 86400");
  }

  @Test
  void refusesUnknownSettingAndSaysWhatThereIs() {
    ComponentModel component = Components.pool("default");
    component.getConfig().putSingle("allowedClient", "demo-app");

    assertThatExceptionOfType(ComponentValidationException.class)
        .isThrownBy(() -> validate(Components.realm(), component))
        .withMessageStartingWith("allowedClient: is no setting")
        .withMessageContaining(
            "alias, allowedClients, cliClient, developerProviderName, identityPoolId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{0}", "it's", "a{b}c", "<script>", "ümlaut"})
  void unknownSettingCannotSmuggleTextIntoMessage(String name) {
    ComponentModel component = Components.pool("default");
    component.getConfig().putSingle(name, "x");

    assertThatExceptionOfType(ComponentValidationException.class)
        .isThrownBy(() -> validate(Components.realm(), component))
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("'", "{", "}", "<", ">", "ü");
  }

  @Test
  void refusesAliasOfAnotherPool() {
    RealmModel realm = Components.realm(Components.pool("default"));
    ComponentModel second = Components.component("another-id", Components.settings("default"));

    assertThatExceptionOfType(ComponentValidationException.class)
        .isThrownBy(() -> validate(realm, second))
        .withMessageStartingWith("alias: is taken");
  }

  @Test
  void refusesAliasOfAnotherPoolBeforeComponentHasAnId() {
    RealmModel realm = Components.realm(Components.pool("default"));
    ComponentModel second = Components.component(null, Components.settings("default"));

    assertThatExceptionOfType(ComponentValidationException.class)
        .isThrownBy(() -> validate(realm, second))
        .withMessageStartingWith("alias: is taken");
  }

  @Test
  void takesItsOwnAliasAgain() {
    RealmModel realm = Components.realm(Components.pool("default"), Components.pool("prod"));
    Map<String, List<String>> changed = Components.settings("prod");
    changed.put("tokenDuration", List.of("60"));

    assertThatCode(() -> validate(realm, Components.component("id-of-prod", changed)))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAliasOfPoolOfPage() {
    RealmModel realm = Components.realm(Components.pagePool("default"));
    ComponentModel second = Components.component(null, Components.settings("default"));

    assertThatExceptionOfType(ComponentValidationException.class)
        .isThrownBy(() -> validate(realm, second))
        .withMessageStartingWith("alias: is taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"realm", "providerId", "checkOnSave"})
  void refusesWhatOnlyPageSends(String name) {
    ComponentModel component = Components.pool("default");
    component.getConfig().putSingle(name, "true");

    assertThatExceptionOfType(ComponentValidationException.class)
        .isThrownBy(() -> validate(Components.realm(), component))
        .withMessageStartingWith(name + ": is no setting");
    assertThat(published).isEmpty();
  }

  @Test
  void tellsOfPoolThatIsSaved() {
    validate(Components.realm(), Components.pool("prod"));

    assertThat(published)
        .singleElement()
        .isInstanceOfSatisfying(
            PoolSaved.class, saved -> assertThat(saved.pool().alias()).isEqualTo("prod"));
  }

  private void validate(RealmModel realm, ComponentModel component) {
    factory.validateConfiguration(Components.session(published), realm, component);
  }
}
