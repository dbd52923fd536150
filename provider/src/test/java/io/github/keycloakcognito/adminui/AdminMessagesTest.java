package io.github.keycloakcognito.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.Fake;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.ThemeManager;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.theme.Theme;

class AdminMessagesTest {

  private static final RealmModel ADMINS = Fake.of(RealmModel.class, Map.of());
  private static final UserModel ADMIN = Fake.of(UserModel.class, Map.of());

  private final Map<String, RealmModel> realms = new HashMap<>(Map.of("the admins", ADMINS));
  private AccessToken token = new AccessToken();

  {
    token.issuer("https://sso.example.com/realms/the%20admins");
  }

  @Test
  void speaksLanguageOfAdminsOwnRealm() {
    assertThat(text("refused", "the cause")).isEqualTo("Abgelehnt: the cause");
  }

  @Test
  void leavesParametersAsTheyAre() {
    assertThat(text("refused", "it's {0} or '{1}', see login.x"))
        .isEqualTo("Abgelehnt: it's {0} or '{1}', see login.x");
  }

  @Test
  void speaksEnglishToNobodyInParticular() {
    token = null;

    assertThat(text("refused", "the cause")).isEqualTo("Refused: the cause");
  }

  @Test
  void speaksEnglishWhereRealmIsGone() {
    realms.clear();

    assertThat(text("refused", "the cause")).isEqualTo("Refused: the cause");
  }

  /** As Keycloak does it (ComponentResource). */
  private String text(String key, Object... parameters) {
    ComponentValidationException refusal =
        AdminMessages.refusal(
            session(
                Fake.of(Theme.class, Map.of("getMessages", arguments -> messages(arguments[0])))),
            key,
            parameters);
    return MessageFormat.format(refusal.getMessage(), refusal.getParameters());
  }

  private static Properties messages(Object locale) {
    Properties messages = new Properties();
    messages.put("refused", locale.equals(Locale.GERMAN) ? "Abgelehnt: {0}" : "Refused: {0}");
    return messages;
  }

  private KeycloakSession session(Theme theme) {
    KeycloakContext context =
        Fake.of(
            KeycloakContext.class,
            Map.of("getBearerToken", arguments -> token, "getUser", arguments -> ADMIN));
    LocaleSelectorProvider locales =
        Fake.of(
            LocaleSelectorProvider.class,
            Map.of(
                "resolveLocale",
                arguments ->
                    arguments[0] == ADMINS && arguments[1] == ADMIN
                        ? Locale.GERMAN
                        : Locale.FRENCH));
    RealmProvider all =
        Fake.of(
            RealmProvider.class,
            Map.of("getRealmByName", arguments -> realms.get((String) arguments[0])));
    ThemeManager themes = Fake.of(ThemeManager.class, Map.of("getTheme", arguments -> theme));
    return Fake.of(
        KeycloakSession.class,
        Map.of(
            "getContext", arguments -> context,
            "getProvider", arguments -> locales,
            "realms", arguments -> all,
            "theme", arguments -> themes));
  }
}
