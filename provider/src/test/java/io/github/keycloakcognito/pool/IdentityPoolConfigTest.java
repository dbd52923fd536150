package io.github.keycloakcognito.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.SignInRequirement;
import io.github.keycloakcognito.exchange.TagRule;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.exchange.WarmUp;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityPoolConfigTest {

  private final Map<String, List<String>> settings = Components.least();

  @Test
  void fillsDefaultsIn() {
    assertThat(read())
        .isEqualTo(
            new IdentityPool(
                "default",
                Components.POOL_ID,
                "login.keycloak.demo",
                Duration.ofMinutes(15),
                Set.of(),
                false,
                "cognito",
                true));
  }

  @Test
  void readsEverySetting() {
    settings.put("alias", List.of("prod_1-b"));
    settings.put("tokenDuration", List.of("86400"));
    settings.put("allowedClients", List.of("demo-app", "other-app"));
    settings.put("serviceAccounts", List.of("true"));
    settings.put("requiredScope", List.of("aws:read"));
    settings.put("publicDiscovery", List.of("false"));
    settings.put("minimumAcr", List.of("gold"));
    settings.put("maximumAuthenticationAge", List.of("0"));
    settings.put(
        "principalTags", List.of("team=attribute.team", " user = username ", "aws role=groups"));
    settings.put("linkedProviders", List.of("partner=login.partner.example/realms/x"));
    settings.put("accountClient", List.of("own-account"));
    settings.put("cliClient", List.of("own-cli"));

    assertThat(read())
        .isEqualTo(
            new IdentityPool(
                "prod_1-b",
                Components.POOL_ID,
                "login.keycloak.demo",
                Duration.ofDays(1),
                Set.of("demo-app", "other-app"),
                true,
                "aws:read",
                false,
                new SignInRequirement("gold", Duration.ZERO),
                List.of(
                    new TagRule("team", "attribute.team"),
                    new TagRule("user", "username"),
                    new TagRule("aws role", "groups")),
                Map.of("partner", "login.partner.example/realms/x"),
                UserRemoval.DELETE_IDENTITY,
                WarmUp.OFF,
                "own-account",
                "own-cli"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokenDuration",
        "allowedClients",
        "serviceAccounts",
        "requiredScope",
        "publicDiscovery",
        "minimumAcr",
        "maximumAuthenticationAge",
        "principalTags",
        "linkedProviders",
        "accountClient",
        "cliClient"
      })
  void emptyOptionalSettingIsAbsent(String name) {
    IdentityPool expected = read();

    for (List<String> empty :
        List.of(List.<String>of(), List.of(""), List.of("  "), Arrays.asList((String) null))) {
      settings.put(name, empty);
      assertThat(read()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias", "identityPoolId", "developerProviderName"})
  void emptyRequiredSettingIsAbsent(String name) {
    for (List<String> empty :
        List.of(List.<String>of(), List.of(""), List.of("  "), Arrays.asList((String) null))) {
      settings.put(name, empty);
      assertThat(refusal()).startsWith(name + ": is required");
    }
    settings.remove(name);
    assertThat(refusal()).startsWith(name + ": is required");
  }

  @Test
  void emptyClientsAreLeftOut() {
    settings.put("allowedClients", Arrays.asList(null, "", "demo-app", "demo-app", " "));

    assertThat(read().allowedClients()).containsExactly("demo-app");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-gov-west-1", "cn-north-1", "ap-southeast-4", "mx-central-1"})
  void takesPoolsOfAllRegions(String region) {
    settings.put("identityPoolId", List.of(region + ":5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21"));

    assertThat(read().region()).isEqualTo(region);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 86_400})
  void takesShortestAndLongestToken(int seconds) {
    settings.put("tokenDuration", List.of(String.valueOf(seconds)));

    assertThat(read().tokenDuration()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alias                 | Default                                        | small letters
          alias                 | -default                                       | small letters
          alias                 | de fault                                       | small letters
          alias                 | a/b                                            | small letters
          identityPoolId        | 5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21           | like eu-west-1:
          identityPoolId        | eu-west-1:5c9d1b7e                             | like eu-west-1:
          identityPoolId        | eu-west-1:5C9D1B7E-2f4a-4c63-9a1e-8d0b6f3e7a21 | like eu-west-1:
          identityPoolId        | eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a2g | like eu-west-1:
          identityPoolId        | eu-west-1_AbCdEfGhI                            | like eu-west-1:
          developerProviderName | login keycloak                                 | 1 to 128 letters
          developerProviderName | login/keycloak                                 | 1 to 128 letters
          tokenDuration         | 0                                              | 1 to 86400
          tokenDuration         | 86401                                          | 1 to 86400
          tokenDuration         | 15m                                            | 1 to 86400
          tokenDuration         | 900.0                                          | 1 to 86400
          tokenDuration         | 99999999999                                    | 1 to 86400
          serviceAccounts       | yes                                            | true or false
          serviceAccounts       | on                                             | true or false
          publicDiscovery       | FALSE                                          | true or false
          requiredScope         | two words                                      | without spaces
          requiredScope         | quo"te                                         | without spaces
          requiredScope         | back\\slash                                    | without spaces
          """)
  void refusesWhatBreaksRuleAndNamesBoth(String name, String value, String rule) {
    settings.put(name, List.of(value));

    assertThat(refusal()).startsWith(name + ": must be ").contains(rule);
    assertSurvivesMessageFormat(refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alias",
        "identityPoolId",
        "developerProviderName",
        "tokenDuration",
        "serviceAccounts",
        "requiredScope",
        "publicDiscovery"
      })
  void doesNotRepeatWrongValue(String name) {
    settings.put(name, List.of("{0} it's wrong"));

    assertThat(refusal()).startsWith(name + ": must be ").doesNotContain("wrong");
    assertSurvivesMessageFormat(refusal());
  }

  @ParameterizedTest
  @CsvSource({"alias, 63", "developerProviderName, 128", "requiredScope, 128"})
  void refusesWhatIsTooLong(String name, int longest) {
    settings.put(name, List.of("a".repeat(longest)));
    read();

    settings.put(name, List.of("a".repeat(longest + 1)));
    assertThat(refusal()).startsWith(name + ": must be ");
    assertSurvivesMessageFormat(refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alias",
        "identityPoolId",
        "developerProviderName",
        "tokenDuration",
        "serviceAccounts",
        "requiredScope",
        "publicDiscovery"
      })
  void refusesTwoValuesForOne(String name) {
    settings.put(name, List.of("1", "2"));

    assertThat(refusal()).isEqualTo(name + ": must be one value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias", "identityPoolId", "developerProviderName"})
  void saysRuleOfWhatIsMissing(String name) {
    settings.remove(name);

    assertSurvivesMessageFormat(refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "team",
        "=username",
        "team=",
        "team=password",
        "team=attribute.",
        "aws:team=username",
        "AWS:team=username",
        "te*am=username",
        "team=USERNAME"
      })
  void refusesTagThatIsNone(String tag) {
    settings.put("principalTags", List.of("user=username", tag));

    assertThat(refusal()).startsWith("principalTags: must be up to 50 different entries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user=email", "USER=email"})
  void refusesTagThatIsNamedTwice(String again) {
    settings.put("principalTags", List.of("user=username", again));

    assertThat(refusal()).startsWith("principalTags: must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"partner", "=x.example", "partner=", "partner=x example"})
  void refusesLinkedProviderThatIsNone(String provider) {
    settings.put("linkedProviders", List.of(provider));

    assertThat(refusal()).startsWith("linkedProviders: must be entries alias=name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "31536001", "1h"})
  void refusesAuthenticationAgeThatIsNone(String age) {
    settings.put("maximumAuthenticationAge", List.of(age));

    assertThat(refusal()).startsWith("maximumAuthenticationAge: must be a whole number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "a\"b"})
  void refusesAcrThatNoTokenCarries(String acr) {
    settings.put("minimumAcr", List.of(acr));

    assertThat(refusal()).startsWith("minimumAcr: must be");
  }

  @Test
  void readsEverySettingThatIsDeclaredAndNoOther() {
    assertThat(IdentityPoolConfigProperties.ALL)
        .extracting("name")
        .containsExactly(
            "alias",
            "identityPoolId",
            "developerProviderName",
            "tokenDuration",
            "allowedClients",
            "serviceAccounts",
            "requiredScope",
            "publicDiscovery",
            "minimumAcr",
            "maximumAuthenticationAge",
            "principalTags",
            "linkedProviders",
            "userDeletion",
            "warmUp",
            "accountClient",
            "cliClient");
  }

  @Test
  void declaredDefaultsAreThoseThatAreFilledIn() {
    assertThat(IdentityPoolConfigProperties.ALL)
        .filteredOn(property -> property.getDefaultValue() != null)
        .allSatisfy(
            property ->
                settings.put(
                    property.getName(), List.of(String.valueOf(property.getDefaultValue()))));

    assertThat(read()).isEqualTo(new IdentityPoolConfig(Components.least()).read());
  }

  /** Keycloak formats the message, and looks for text that it knows by exactly that name. */
  private static void assertSurvivesMessageFormat(String message) {
    assertThat(message).doesNotContain("'", "{", "}");
    assertThat(new MessageFormat(message).format(new Object[0])).isEqualTo(message);
  }

  private IdentityPool read() {
    return new IdentityPoolConfig(settings).read();
  }

  private String refusal() {
    assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(this::read);
    return catchThrowableOfType(InvalidSettingException.class, this::read).getMessage();
  }

  @ParameterizedTest
  @EnumSource(UserRemoval.class)
  void readsWhatBecomesOfIdentities(UserRemoval removal) {
    settings.put("userDeletion", List.of(removal.code()));

    assertThat(read().userRemoval()).isEqualTo(removal);
  }

  @ParameterizedTest
  @EnumSource(WarmUp.class)
  void readsWhenIdentitiesAreMade(WarmUp warmUp) {
    settings.put("warmUp", List.of(warmUp.code()));

    assertThat(read().warmUp()).isEqualTo(warmUp);
  }

  @Test
  void deletesIdentitiesAndMakesNoneAheadUnlessTold() {
    assertThat(read().userRemoval()).isEqualTo(UserRemoval.DELETE_IDENTITY);
    assertThat(read().warmUp()).isEqualTo(WarmUp.OFF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "DELETE_IDENTITY", "Keep"})
  void refusesUserDeletionThatIsNone(String choice) {
    settings.put("userDeletion", List.of(choice));

    assertThat(refusal()).isEqualTo("userDeletion: must be one of delete-identity, unlink, keep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "true", "login"})
  void refusesWarmUpThatIsNone(String choice) {
    settings.put("warmUp", List.of(choice));

    assertThat(refusal()).isEqualTo("warmUp: must be one of off, registration, sign-in");
  }
}
