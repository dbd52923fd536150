package io.github.keycloakcognito.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keycloakcognito.Fake;
import io.github.keycloakcognito.exchange.Finding;
import io.github.keycloakcognito.exchange.Finding.Status;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.SignInRequirement;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.exchange.WarmUp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;

class ToolClientsTest {

  private static final String PAGE = IdentityPool.DEFAULT_ACCOUNT_CLIENT;

  private final Map<String, Fake.Answer> cli = client();
  private final Map<String, Fake.Answer> page = client();
  private final Map<String, ClientModel> clients =
      new HashMap<>(
          Map.of(
              "terminal", Fake.of(ClientModel.class, cli), PAGE, Fake.of(ClientModel.class, page)));
  private Set<String> allowed = Set.of("terminal", PAGE, "own-page");
  private String theme;

  @Test
  void hasNothingAgainstClientsThatAreSetUpWell() {
    assertThat(look("terminal", PAGE))
        .containsExactly(Finding.ok("cli-client", "terminal"), Finding.ok("account-client", PAGE));
  }

  @Test
  void takesScopeThatIsDefaultToo() {
    cli.put("getClientScopes", arguments -> (boolean) arguments[0] ? scope() : Map.of());

    assertThat(look("terminal", PAGE)).extracting(Finding::status).containsOnly(Status.OK);
  }

  @Test
  void saysNothingOfWhatNobodyWants() {
    clients.clear();

    assertThat(look(null, PAGE)).isEmpty();
  }

  @Test
  void missesClientThatIsNamed() {
    clients.clear();

    assertThat(look("terminal", "own-page"))
        .extracting(Finding::check, Finding::status, Finding::cause, Finding::remedy)
        .containsExactly(
            tuple(
                "cli-client",
                Status.WARNING,
                "the realm has no client terminal",
                "create it, or name another in the pool's cliClient"),
            tuple(
                "account-client",
                Status.WARNING,
                "the realm has no client own-page",
                "create it, or name another in the pool's accountClient"));
  }

  @Test
  void missesClientOfPageWhereThemeHasThePage() {
    clients.clear();
    theme = "cognito";

    assertThat(look(null, PAGE))
        .extracting(Finding::cause)
        .containsExactly("the realm has no client aws-access");
  }

  @ParameterizedTest
  @CsvSource({
    "isEnabled,            is disabled,                                  enable it",
    "isPublicClient,       is not public,                                client authentication",
    "getClientScopes,      does not offer the scope cognito,             add the client scope"
  })
  void findsFaultOfEither(String method, String cause, String remedy) {
    for (Map<String, Fake.Answer> client : List.of(cli, page)) {
      client.put(method, arguments -> method.startsWith("is") ? (Object) false : Map.of());
    }

    assertThat(look("terminal", PAGE))
        .extracting(Finding::check, Finding::cause)
        .containsExactly(
            tuple("cli-client", "the client terminal " + cause),
            tuple("account-client", "the client aws-access " + cause));
    assertThat(look("terminal", PAGE))
        .allSatisfy(
            finding -> {
              assertThat(finding.status()).isEqualTo(Status.WARNING);
              assertThat(finding.remedy()).contains(remedy);
            });
  }

  @Test
  void findsFlowThatIsOff() {
    cli.put("getAttribute", arguments -> null);
    page.put("isStandardFlowEnabled", arguments -> false);

    assertThat(look("terminal", PAGE))
        .extracting(Finding::check, Finding::cause)
        .containsExactly(
            tuple("cli-client", "the client terminal has no OAuth 2.0 device authorization grant"),
            tuple("account-client", "the client aws-access has no standard flow"));
  }

  @Test
  void findsClientsThatPoolDoesNotAllow() {
    allowed = Set.of();

    assertThat(look("terminal", PAGE))
        .extracting(Finding::cause, Finding::remedy)
        .containsExactly(
            tuple(
                "the client terminal is not allowed for the pool",
                "add it to the pool's allowedClients"),
            tuple(
                "the client aws-access is not allowed for the pool",
                "add it to the pool's allowedClients"));
  }

  @Test
  void tellsAllFaultsAtOnce() {
    cli.put("isEnabled", arguments -> false);
    cli.put("isPublicClient", arguments -> false);
    cli.put("getAttribute", arguments -> "false");
    cli.put("getClientScopes", arguments -> Map.of());
    allowed = Set.of(PAGE);

    assertThat(look("terminal", PAGE))
        .filteredOn(finding -> finding.check().equals("cli-client"))
        .hasSize(5);
  }

  private List<Finding> look(String cliClient, String accountClient) {
    RealmModel realm =
        Fake.of(
            RealmModel.class,
            Map.of(
                "getClientByClientId",
                arguments -> clients.get((String) arguments[0]),
                "getAccountTheme",
                arguments -> theme));
    return new ToolClients(realm, pool(cliClient, accountClient)).findings();
  }

  private static Map<String, Fake.Answer> client() {
    return new HashMap<>(
        Map.of(
            "isEnabled", arguments -> true,
            "isPublicClient", arguments -> true,
            "isStandardFlowEnabled", arguments -> true,
            "getAttribute",
                arguments ->
                    arguments[0].equals("oauth2.device.authorization.grant.enabled")
                        ? "true"
                        : null,
            "getClientScopes", arguments -> (boolean) arguments[0] ? Map.of() : scope()));
  }

  private static Map<String, ClientScopeModel> scope() {
    return Map.of("cognito", Fake.of(ClientScopeModel.class, Map.of()));
  }

  private IdentityPool pool(String cliClient, String accountClient) {
    return new IdentityPool(
        "default",
        "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21",
        "login.keycloak.demo",
        Duration.ofMinutes(15),
        allowed,
        false,
        "cognito",
        true,
        SignInRequirement.NONE,
        List.of(),
        Map.of(),
        UserRemoval.DELETE_IDENTITY,
        WarmUp.OFF,
        accountClient,
        cliClient);
  }
}
