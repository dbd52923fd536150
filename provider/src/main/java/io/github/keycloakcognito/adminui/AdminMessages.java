package io.github.keycloakcognito.adminui;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.common.util.Encode;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.theme.Theme;

/**
 * Refusals in the language of the admin who is being served. Keycloak would take it from the claim
 * {@code locale} of the access token, which the console's lightweight tokens do not have.
 */
final class AdminMessages {

  private AdminMessages() {}

  /**
   * A refusal whose text Keycloak shows as it is.
   *
   * @param key of a message in {@code theme-resources}
   */
  static ComponentValidationException refusal(
      KeycloakSession session, String key, Object... parameters) {
    try {
      Locale locale = locale(session);
      Properties messages = session.theme().getTheme(Theme.Type.ADMIN).getMessages(locale);
      String pattern = messages.getProperty(key, key);
      return new ComponentValidationException(
          "{0}", new MessageFormat(pattern, locale).format(parameters));
    } catch (IOException e) {
      return new ComponentValidationException(key, parameters);
    }
  }

  /** The console's own choice: that of the realm in which the admin signed in. */
  private static Locale locale(KeycloakSession session) {
    RealmModel realm = realmOfAdmin(session);
    return realm == null
        ? Locale.ENGLISH
        : session
            .getProvider(LocaleSelectorProvider.class)
            .resolveLocale(realm, session.getContext().getUser());
  }

  private static RealmModel realmOfAdmin(KeycloakSession session) {
    if (!(session.getContext().getBearerToken() instanceof JsonWebToken token)) {
      return null;
    }
    String issuer = token.getIssuer();
    String name = Encode.decodePath(issuer.substring(issuer.lastIndexOf('/') + 1));
    return session.realms().getRealmByName(name);
  }
}
