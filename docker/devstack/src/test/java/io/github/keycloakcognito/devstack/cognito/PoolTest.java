package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.OTHER_ACCOUNTS_KEY;
import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.UNKNOWN_POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolResponse;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityPoolShortDescription;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentityPoolsResponse;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentity.model.UpdateIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.UpdateIdentityPoolResponse;

class PoolTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static final String OIDC = "arn:aws:iam::123456789012:oidc-provider/oidc.test/id/1";
  private static final String SAML = "arn:aws:iam::123456789012:saml-provider/test";
  private static final CognitoIdentityProvider USER_POOL =
      CognitoIdentityProvider.builder()
          .providerName("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_test")
          .clientId("client")
          .serverSideTokenCheck(true)
          .build();

  private static CognitoIdentityClient client() {
    return SERVER.client();
  }

  private static CreateIdentityPoolResponse create(
      Consumer<CreateIdentityPoolRequest.Builder> more) {
    return client()
        .createIdentityPool(
            r -> more.accept(r.identityPoolName("new").allowUnauthenticatedIdentities(false)));
  }

  private static UpdateIdentityPoolResponse update(
      String id, Consumer<UpdateIdentityPoolRequest.Builder> more) {
    return client()
        .updateIdentityPool(
            r ->
                more.accept(
                    r.identityPoolId(id)
                        .identityPoolName("changed")
                        .allowUnauthenticatedIdentities(false)));
  }

  private static void everything(CreateIdentityPoolRequest.Builder request) {
    request
        .allowUnauthenticatedIdentities(true)
        .allowClassicFlow(true)
        .developerProviderName("login.new")
        .supportedLoginProviders(Map.of("graph.facebook.com", "7346241598935552"))
        .cognitoIdentityProviders(USER_POOL)
        .openIdConnectProviderARNs(OIDC)
        .samlProviderARNs(SAML)
        .identityPoolTags(Map.of("stage", "test"));
  }

  private static void notFound(String poolId, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("IdentityPool '" + poolId + "' not found.");
  }

  @Test
  void createsAPoolWithEverything() {
    var created = create(PoolTest::everything);
    assertThat(created.identityPoolId())
        .matches("eu-west-1:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(created.identityPoolName()).isEqualTo("new");
    assertThat(created.allowUnauthenticatedIdentities()).isTrue();
    assertThat(created.allowClassicFlow()).isTrue();
    assertThat(created.developerProviderName()).isEqualTo("login.new");
    assertThat(created.supportedLoginProviders())
        .containsExactly(Map.entry("graph.facebook.com", "7346241598935552"));
    assertThat(created.cognitoIdentityProviders()).containsExactly(USER_POOL);
    assertThat(created.openIdConnectProviderARNs()).containsExactly(OIDC);
    assertThat(created.samlProviderARNs()).containsExactly(SAML);
    assertThat(created.identityPoolTags()).containsExactly(Map.entry("stage", "test"));
    var described = client().describeIdentityPool(r -> r.identityPoolId(created.identityPoolId()));
    assertThat(described.sdkFields())
        .allSatisfy(
            field ->
                assertThat(described.getValueForField(field.memberName(), Object.class))
                    .isEqualTo(created.getValueForField(field.memberName(), Object.class)));
  }

  @Test
  void whatWasNotSetIsAbsent() {
    String id = create(r -> {}).identityPoolId();
    Raw describe =
        Raw.json(SERVER.endpoint(), "DescribeIdentityPool", "{\"IdentityPoolId\":\"" + id + "\"}");
    assertThat(describe.signed(Cognito.KEY, "cognito-identity").send().body())
        .isEqualTo(
            "{\"IdentityPoolId\":\""
                + id
                + "\",\"IdentityPoolName\":\"new\",\"AllowUnauthenticatedIdentities\":false,"
                + "\"IdentityPoolTags\":{}}");
  }

  @Test
  void aNewPoolServes() {
    String id = create(PoolTest::everything).identityPoolId();
    assertThat(client().getId(r -> r.identityPoolId(id)).identityId()).startsWith("eu-west-1:");
    assertThat(
            client()
                .getOpenIdTokenForDeveloperIdentity(
                    r -> r.identityPoolId(id).logins(Map.of("login.new", "user")))
                .token())
        .isNotEmpty();
  }

  @Test
  void isMadeInTheRegionOfTheSignature() {
    try (CognitoIdentityClient tokyo = SERVER.client(Cognito.KEY, Region.AP_NORTHEAST_1)) {
      var pool =
          tokyo.createIdentityPool(
              r -> r.identityPoolName("tokyo").allowUnauthenticatedIdentities(true));
      assertThat(pool.identityPoolId()).startsWith("ap-northeast-1:");
      assertThat(tokyo.getId(r -> r.identityPoolId(pool.identityPoolId())).identityId())
          .startsWith("ap-northeast-1:");
    }
  }

  @Test
  void updateReplacesAllButTheDeveloperProvider() {
    String id = create(PoolTest::everything).identityPoolId();
    String role = Cognito.AUTHENTICATED;
    client().setIdentityPoolRoles(r -> r.identityPoolId(id).roles(Map.of("authenticated", role)));
    var updated = update(id, r -> {});
    assertThat(updated.identityPoolId()).isEqualTo(id);
    assertThat(updated.identityPoolName()).isEqualTo("changed");
    assertThat(updated.allowUnauthenticatedIdentities()).isFalse();
    assertThat(updated.allowClassicFlow()).isNull();
    assertThat(updated.developerProviderName()).isEqualTo("login.new");
    assertThat(updated.hasSupportedLoginProviders()).isFalse();
    assertThat(updated.hasCognitoIdentityProviders()).isFalse();
    assertThat(updated.hasOpenIdConnectProviderARNs()).isFalse();
    assertThat(updated.hasSamlProviderARNs()).isFalse();
    assertThat(client().getIdentityPoolRoles(r -> r.identityPoolId(id)).roles())
        .containsExactly(Map.entry("authenticated", role));
    assertThat(client().describeIdentityPool(r -> r.identityPoolId(id)).identityPoolName())
        .isEqualTo("changed");
  }

  @Test
  void updateKeepsOrReplacesTags() {
    String id = create(PoolTest::everything).identityPoolId();
    assertThat(update(id, r -> {}).identityPoolTags()).containsExactly(Map.entry("stage", "test"));
    assertThat(update(id, r -> r.identityPoolTags(Map.of("team", "a"))).identityPoolTags())
        .containsExactly(Map.entry("team", "a"));
    assertThat(update(id, r -> r.identityPoolTags(Map.of())).identityPoolTags()).isEmpty();
  }

  @Test
  void theDeveloperProviderCanBeAddedButNotChanged() {
    String id = create(r -> {}).identityPoolId();
    assertThat(update(id, r -> r.developerProviderName("login.late")).developerProviderName())
        .isEqualTo("login.late");
    assertThat(update(id, r -> r.developerProviderName("login.late")).developerProviderName())
        .isEqualTo("login.late");
    assertThatThrownBy(
            () -> update(id, r -> r.identityPoolName("x").developerProviderName("login.other")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("The developer provider name of an identity pool cannot be changed.");
    var pool = client().describeIdentityPool(r -> r.identityPoolId(id));
    assertThat(pool.developerProviderName()).isEqualTo("login.late");
    assertThat(pool.identityPoolName()).isEqualTo("changed");
  }

  @Test
  void theClassicFlowIsOnOffOrUnset() {
    assertThat(create(r -> r.allowClassicFlow(false)).allowClassicFlow()).isFalse();
    String id = create(r -> {}).identityPoolId();
    assertThat(update(id, r -> r.allowClassicFlow(true)).allowClassicFlow()).isTrue();
    assertThat(update(id, r -> r.allowClassicFlow(false)).allowClassicFlow()).isFalse();
    assertThat(update(id, r -> {}).allowClassicFlow()).isNull();
  }

  @Test
  void deletesAPoolWithItsIdentities() {
    String id = create(PoolTest::everything).identityPoolId();
    String guest = client().getId(r -> r.identityPoolId(id)).identityId();
    client().deleteIdentityPool(r -> r.identityPoolId(id));
    assertThatThrownBy(() -> client().describeIdentity(r -> r.identityId(guest)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Identity '" + guest + "' not found.");
    notFound(id, () -> client().getId(r -> r.identityPoolId(id)));
    notFound(id, () -> client().describeIdentityPool(r -> r.identityPoolId(id)));
    notFound(id, () -> client().deleteIdentityPool(r -> r.identityPoolId(id)));
    notFound(id, () -> update(id, r -> {}));
  }

  @Test
  void soDoItsIdentities() {
    String user = Cognito.newUser();
    String identity = SERVER.token(user).identityId();
    try (CognitoIdentityClient region = SERVER.client(Cognito.KEY, Region.US_EAST_1);
        CognitoIdentityClient account = SERVER.client(OTHER_ACCOUNTS_KEY)) {
      for (CognitoIdentityClient other : List.of(region, account)) {
        Map<String, String> logins = Map.of(Cognito.PROVIDER, user);
        notFound(
            POOL,
            () ->
                other.getOpenIdTokenForDeveloperIdentity(
                    r -> r.identityPoolId(POOL).logins(logins)));
        notFound(POOL, () -> other.listIdentities(r -> r.identityPoolId(POOL).maxResults(1)));
        notFound(
            POOL,
            () ->
                other.lookupDeveloperIdentity(
                    r -> r.identityPoolId(POOL).developerUserIdentifier(user)));
        notFound(
            POOL,
            () ->
                other.mergeDeveloperIdentities(
                    r ->
                        r.identityPoolId(POOL)
                            .developerProviderName(Cognito.PROVIDER)
                            .sourceUserIdentifier(user)
                            .destinationUserIdentifier(user)));
        notFound(
            POOL,
            () ->
                other.unlinkDeveloperIdentity(
                    r ->
                        r.identityPoolId(POOL)
                            .identityId(identity)
                            .developerProviderName(Cognito.PROVIDER)
                            .developerUserIdentifier(user)));
        assertThatThrownBy(() -> other.describeIdentity(r -> r.identityId(identity)))
            .isInstanceOf(ResourceNotFoundException.class)
            .hasMessageContaining("Identity '" + identity + "' not found.");
        other.deleteIdentities(r -> r.identityIdsToDelete(identity));
      }
    }
    assertThat(SERVER.token(user).identityId()).isEqualTo(identity);
  }

  @Test
  void aPoolExistsInItsRegionAndAccountOnly() {
    notFound(
        UNKNOWN_POOL, () -> client().describeIdentityPool(r -> r.identityPoolId(UNKNOWN_POOL)));
    try (CognitoIdentityClient region = SERVER.client(Cognito.KEY, Region.US_EAST_1);
        CognitoIdentityClient account = SERVER.client(OTHER_ACCOUNTS_KEY)) {
      for (CognitoIdentityClient other : List.of(region, account)) {
        notFound(POOL, () -> other.describeIdentityPool(r -> r.identityPoolId(POOL)));
        notFound(POOL, () -> other.deleteIdentityPool(r -> r.identityPoolId(POOL)));
        notFound(POOL, () -> other.getIdentityPoolRoles(r -> r.identityPoolId(POOL)));
        notFound(
            POOL, () -> other.setIdentityPoolRoles(r -> r.identityPoolId(POOL).roles(Map.of())));
        notFound(
            POOL,
            () ->
                other.updateIdentityPool(
                    r ->
                        r.identityPoolId(POOL)
                            .identityPoolName("x")
                            .allowUnauthenticatedIdentities(true)));
        assertThat(other.listIdentityPools(r -> r.maxResults(60)).identityPools())
            .extracting(IdentityPoolShortDescription::identityPoolId)
            .doesNotContain(POOL);
      }
    }
  }

  @Test
  void listsByPageWhileOthersChangeThem() {
    try (CognitoIdentityClient sydney = SERVER.client(Cognito.KEY, Region.AP_SOUTHEAST_2)) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        ids.add(create(sydney, "pool " + i));
      }
      ids.sort(null);
      ListIdentityPoolsResponse first = sydney.listIdentityPools(r -> r.maxResults(3));
      assertThat(shown(first)).isEqualTo(ids.subList(0, 3));
      assertThat(first.identityPools().get(0).identityPoolName()).startsWith("pool ");
      sydney.deleteIdentityPool(r -> r.identityPoolId(ids.get(2)));
      sydney.deleteIdentityPool(r -> r.identityPoolId(ids.get(3)));
      var second = sydney.listIdentityPools(r -> r.maxResults(3).nextToken(first.nextToken()));
      assertThat(shown(second)).isEqualTo(ids.subList(4, 7));
      assertThat(second.nextToken()).isNull();
      assertThat(
              sydney.listIdentityPoolsPaginator(r -> r.maxResults(2)).identityPools().stream()
                  .map(IdentityPoolShortDescription::identityPoolId))
          .containsExactly(ids.get(0), ids.get(1), ids.get(4), ids.get(5), ids.get(6));
    }
  }

  @Test
  void refusesABrokenPaginationToken() {
    assertThatThrownBy(() -> client().listIdentityPools(r -> r.maxResults(1).nextToken("%%%")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Invalid pagination token.");
  }

  @Test
  void anAccountHasAThousandPoolsInARegionAtMost() {
    try (CognitoIdentityClient oregon = SERVER.client(OTHER_ACCOUNTS_KEY, Region.US_WEST_2);
        CognitoIdentityClient ohio = SERVER.client(OTHER_ACCOUNTS_KEY, Region.US_EAST_2)) {
      String last = "";
      for (int i = 0; i < 1000; i++) {
        last = create(oregon, "many");
      }
      String deleted = last;
      assertThatThrownBy(() -> create(oregon, "one more"))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("1000 identity pools at most");
      assertThat(create(ohio, "elsewhere")).isNotEmpty();
      oregon.deleteIdentityPool(r -> r.identityPoolId(deleted));
      assertThat(create(oregon, "room again")).isNotEmpty();
    }
  }

  @Test
  void aPoolHasFiftyUserPoolClientsAtMost() {
    List<CognitoIdentityProvider> fifty =
        IntStream.range(0, 50).mapToObj(i -> USER_POOL.copy(c -> c.clientId("c" + i))).toList();
    assertThat(create(r -> r.cognitoIdentityProviders(fifty)).cognitoIdentityProviders())
        .hasSize(50);
    List<CognitoIdentityProvider> more = new ArrayList<>(fifty);
    more.add(USER_POOL);
    assertThatThrownBy(() -> create(r -> r.cognitoIdentityProviders(more)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("50 user pool providers at most");
  }

  @Test
  void aPoolHasFiftyTagsAtMost() {
    Map<String, String> many =
        IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "k" + i, i -> ""));
    assertThatThrownBy(() -> create(r -> r.identityPoolTags(many)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("50 tags at most");
  }

  @Test
  void showsWhatIsSeeded() {
    String id = "eu-west-1:00000000-0000-4000-8000-0000000000a1";
    var pool = client().describeIdentityPool(r -> r.identityPoolId(id));
    assertThat(pool.supportedLoginProviders())
        .containsExactly(Map.entry("graph.facebook.com", "7346241598935552"));
    assertThat(pool.cognitoIdentityProviders())
        .containsExactly(
            USER_POOL.copy(
                c ->
                    c.providerName("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_seeded")
                        .clientId("seededclient")));
    assertThat(pool.openIdConnectProviderARNs()).containsExactly(OIDC);
    assertThat(pool.samlProviderARNs())
        .containsExactly("arn:aws:iam::123456789012:saml-provider/seeded");
    var roles = client().getIdentityPoolRoles(r -> r.identityPoolId(id));
    assertThat(roles.roleMappings())
        .containsOnlyKeys(
            "graph.facebook.com",
            "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_seeded:seededclient");
    var tags =
        client()
            .getPrincipalTagAttributeMap(
                r -> r.identityPoolId(id).identityProviderName("graph.facebook.com"));
    assertThat(tags.useDefaults()).isFalse();
    assertThat(tags.principalTags()).containsExactly(Map.entry("plan", "paid"));
  }

  private static String create(CognitoIdentityClient client, String name) {
    return client
        .createIdentityPool(r -> r.identityPoolName(name).allowUnauthenticatedIdentities(false))
        .identityPoolId();
  }

  private static List<String> shown(ListIdentityPoolsResponse page) {
    return page.identityPools().stream().map(IdentityPoolShortDescription::identityPoolId).toList();
  }
}
