package io.github.keycloakcognito.adminui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.text.MessageFormat;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page shows, in every language it knows. */
class MessagesTest {

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es", "fr", "ja"})
  void everyFieldHasLabelAndHelp(String language) throws IOException {
    Properties messages = messages(language);

    assertThat(PoolPageProperties.ALL)
        .allSatisfy(
            field -> {
              assertThat(messages.getProperty(field.getLabel())).isNotBlank();
              assertThat(messages.getProperty(field.getHelpText())).isNotBlank();
            });
    PoolPageFactory page = new PoolPageFactory();
    assertThat(messages.getProperty(page.getId())).isNotBlank();
    assertThat(messages.getProperty(page.getHelpText())).isNotBlank();
  }

  /** The console interpolates {@code {{…}}}; a single quote is a sign in Java's formats. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es", "fr", "ja"})
  void nothingIsTakenForPlaceholder(String language) throws IOException {
    Properties messages = messages(language);

    assertThat(messages.stringPropertyNames())
        .filteredOn(key -> key.startsWith("cognitoPool") && !key.equals("cognitoPoolRefused"))
        .extracting(messages::getProperty)
        .noneMatch(text -> text.contains("{") || text.contains("'"));
    assertThat(
            MessageFormat.format(
                messages.getProperty("cognitoPoolRefused"), "it's {gone}", "make it"))
        .contains("it's {gone}", "make it", messages.getProperty("cognitoPoolCheckOnSave"));
  }

  private static Properties messages(String language) throws IOException {
    Properties messages = new Properties();
    try (Reader in =
        new InputStreamReader(
            MessagesTest.class.getResourceAsStream(
                "/theme-resources/messages/messages_" + language + ".properties"),
            UTF_8)) {
      messages.load(in);
    }
    return messages;
  }
}
