package io.github.keycloakcognito.adminui;

import io.github.keycloakcognito.pool.PoolComponents;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.provider.ProviderConfigProperty;

/** The fields of the page: a pool's settings, with keys of messages for labels and help. */
final class PoolPageProperties {

  /** A name that stands in realm files. */
  static final String CHECK_ON_SAVE = "checkOnSave";

  static final List<ProviderConfigProperty> ALL =
      Stream.concat(
              PoolComponents.properties().stream().map(PoolPageProperties::translated),
              Stream.of(checkOnSave()))
          .toList();

  private PoolPageProperties() {}

  /**
   * Whether AWS is to be asked before the pool is saved.
   *
   * @throws ComponentValidationException if it is neither true nor false
   */
  static boolean checkOnSave(ComponentModel model) {
    String value = model.getConfig().getFirst(CHECK_ON_SAVE);
    if (value == null || value.isBlank() || value.equals("true")) {
      return true;
    }
    if (value.equals("false")) {
      return false;
    }
    throw new ComponentValidationException(CHECK_ON_SAVE + ": must be true or false");
  }

  private static ProviderConfigProperty checkOnSave() {
    ProviderConfigProperty property = new ProviderConfigProperty();
    property.setName(CHECK_ON_SAVE);
    property.setType(ProviderConfigProperty.BOOLEAN_TYPE);
    property.setDefaultValue(true);
    return withKeys(property);
  }

  private static ProviderConfigProperty translated(ProviderConfigProperty setting) {
    ProviderConfigProperty property = new ProviderConfigProperty();
    property.setName(setting.getName());
    property.setType(setting.getType());
    property.setDefaultValue(setting.getDefaultValue());
    property.setOptions(setting.getOptions());
    property.setRequired(setting.isRequired());
    return withKeys(property);
  }

  private static ProviderConfigProperty withKeys(ProviderConfigProperty property) {
    String name = property.getName();
    String key = "cognitoPool" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    property.setLabel(key);
    property.setHelpText(key + "Help");
    return property;
  }
}
