package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.COGNITO;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.APPLE;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.BROKEN;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.DEVELOPER;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.FACEBOOK;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.GOOGLE;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.MAPPED_POOL;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.POOL;
import static io.github.keycloakcognito.devstack.cognito.LoginSeed.USER_POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidIdentityPoolConfigurationException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.sts.StsClient;

/** The other choices where no source says what AWS does with logins. */
class LoginAssumptionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path dir;
  private LocalCognito cognito;
  private CognitoIdentityClient client;

  private void decide(String assumption, String choice) throws IOException {
    ObjectNode seed = (ObjectNode) JSON.readTree(Files.readString(Cognito.testSeed()));
    seed.withObjectProperty("assumptions").put(assumption, choice);
    Path file = Files.writeString(dir.resolve("seed.json"), seed.toString());
    cognito = LocalCognito.start(LocalCognitoOptions.defaults().withSeed(file).withQuotas(false));
    client =
        CognitoIdentityClient.builder()
            .endpointOverride(cognito.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(Cognito.KEY))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    cognito.close();
  }

  @Test
  void loginGrace() throws IOException {
    decide("loginGrace", "0");
    String expired = cognito.mint(GOOGLE, "a", "google-app", Duration.ofSeconds(-1));
    assertThatThrownBy(() -> id(GOOGLE, expired)).hasMessageContaining("Token expired: ");
    assertThat(id(GOOGLE, token(GOOGLE, "a"))).isNotEmpty();
  }

  @Test
  void cognitoTokenGrace() throws IOException {
    decide("cognitoTokenGrace", "300");
    var token = developer(Map.of(DEVELOPER, "a"));
    cognito.clockOffset(Duration.ofMinutes(19));
    assertThat(credentials(token.identityId(), Map.of(COGNITO, token.token()))).isNotNull();
    cognito.clockOffset(Duration.ofMinutes(21));
    assertThatThrownBy(() -> credentials(token.identityId(), Map.of(COGNITO, token.token())))
        .hasMessageContaining("Token expired: ");
  }

  @Test
  void facebookLimitedLogin() throws IOException {
    decide("facebookLimitedLogin", "refused");
    assertThatThrownBy(() -> id(FACEBOOK, token(FACEBOOK, "1001")))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Invalid login token. Issuer doesn't match providerName");
    assertThat(id(FACEBOOK, LoginSeed.ALICE_AT_FACEBOOK)).isNotEmpty();
  }

  @Test
  void developerProviderAsKey() throws IOException {
    decide("developerProviderAsKey", "publicProvider");
    String token = developer(Map.of(DEVELOPER, "a")).token();
    assertThatThrownBy(() -> id(DEVELOPER, token))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Please provide a valid public provider");
  }

  @Test
  void cognitoTokenInLogins() throws IOException, ParseException {
    decide("cognitoTokenInLogins", "accepted");
    String apple = token(APPLE, "a");
    var issued =
        client.getOpenIdTokenForDeveloperIdentity(
            r ->
                r.identityPoolId(POOL)
                    .logins(Map.of(DEVELOPER, "a", APPLE, apple))
                    .principalTags(Map.of("team", "blue")));
    Map<String, String> logins = Map.of(COGNITO, issued.token());
    var again = client.getOpenIdToken(r -> r.identityId(issued.identityId()).logins(logins));
    JWTClaimsSet before = SignedJWT.parse(issued.token()).getJWTClaimsSet();
    JWTClaimsSet after = SignedJWT.parse(again.token()).getJWTClaimsSet();
    for (String claim : new String[] {"sub", "aud", "amr", "https://aws.amazon.com/tags"}) {
      assertThat(after.getClaim(claim)).isEqualTo(before.getClaim(claim));
    }
    client.unlinkIdentity(
        r -> r.identityId(issued.identityId()).logins(logins).loginsToRemove(APPLE));
    assertThat(id(APPLE, apple)).isNotEqualTo(issued.identityId());
    assertThatThrownBy(() -> id(COGNITO, issued.token()))
        .hasMessageContaining("Invalid login token. Can't pass in a Cognito token.");
  }

  @Test
  void tokenOfOtherIdentity() throws IOException {
    decide("tokenOfOtherIdentity", "forbidden");
    String token = developer(Map.of(DEVELOPER, "a")).token();
    String other = developer(Map.of(DEVELOPER, "b")).identityId();
    assertThatThrownBy(() -> credentials(other, Map.of(COGNITO, token)))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Access to Identity '" + other + "' is forbidden.");
  }

  @Test
  void secondDeveloperProvider() throws IOException {
    decide("secondDeveloperProvider", "NotAuthorizedException");
    assertThatThrownBy(() -> developer(Map.of(DEVELOPER, "a", "login.two", "b")))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("You can only specify one developer provider");
  }

  @Test
  void unreachableForDeveloper() throws IOException {
    decide("unreachableForDeveloper", "ExternalServiceException");
    assertThatThrownBy(() -> developer(Map.of(DEVELOPER, "a", BROKEN, token(BROKEN, "a"))))
        .hasMessageContaining("The provider login.broken.test does not respond.")
        .isInstanceOf(ExternalServiceException.class);
  }

  @Test
  void classicFlowWithRoleMappings() throws IOException {
    decide("classicFlowWithRoleMappings", "NotAuthorizedException");
    String guest = client.getId(r -> r.identityPoolId(MAPPED_POOL)).identityId();
    assertThatThrownBy(() -> client.getOpenIdToken(r -> r.identityId(guest)))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("Basic (classic) flow is not supported with RoleMappings");
  }

  @Test
  void developerRoleMapping() throws IOException {
    decide("developerRoleMapping", "applied");
    assertThat(mappedRole("alice")).contains(":assumed-role/MappedA/");
    assertThatThrownBy(() -> mappedRole("bob"))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("The ambiguous role mapping rules for: login.mapped denied");
  }

  @Test
  void customRoleRefused() throws IOException {
    decide("customRoleRefused", "InvalidIdentityPoolConfigurationException");
    Map<String, String> logins = Map.of(USER_POOL, token(USER_POOL, "a"));
    String id = client.getId(r -> r.identityPoolId(MAPPED_POOL).logins(logins)).identityId();
    assertThatThrownBy(
            () ->
                client.getCredentialsForIdentity(
                    r ->
                        r.identityId(id)
                            .logins(logins)
                            .customRoleArn("arn:aws:iam::123456789012:role/MappedA")))
        .isInstanceOf(InvalidIdentityPoolConfigurationException.class);
  }

  @Test
  void defaultTagNames() throws IOException, ParseException {
    decide("defaultTagNames", "clientID,username");
    Map<String, String> logins = Map.of(GOOGLE, token(GOOGLE, "a"));
    String id = LoginSeed.id(client, logins);
    String token = client.getOpenIdToken(r -> r.identityId(id).logins(logins)).token();
    assertThat(
            SignedJWT.parse(token)
                .getJWTClaimsSet()
                .getJSONObjectClaim("https://aws.amazon.com/tags")
                .toString())
        .contains("clientID", "username");
  }

  @Test
  void unlinkDeveloperProvider() throws IOException {
    decide("unlinkDeveloperProvider", "unlinked");
    String google = token(GOOGLE, "a");
    String id = developer(Map.of(DEVELOPER, "a", GOOGLE, google)).identityId();
    client.unlinkIdentity(
        r -> r.identityId(id).logins(Map.of(GOOGLE, google)).loginsToRemove(DEVELOPER));
    assertThat(client.describeIdentity(r -> r.identityId(id)).logins()).containsExactly(GOOGLE);
  }

  @Test
  void unlinkNotLinked() throws IOException {
    decide("unlinkNotLinked", "ignored");
    String google = token(GOOGLE, "a");
    String id = id(GOOGLE, google);
    client.unlinkIdentity(
        r -> r.identityId(id).logins(Map.of(GOOGLE, google)).loginsToRemove(APPLE));
    assertThat(client.describeIdentity(r -> r.identityId(id)).logins()).containsExactly(GOOGLE);
  }

  private String mappedRole(String user) {
    var token =
        client.getOpenIdTokenForDeveloperIdentity(
            r -> r.identityPoolId(MAPPED_POOL).logins(Map.of("login.mapped", user)));
    Credentials issued = credentials(token.identityId(), Map.of(COGNITO, token.token()));
    AwsSessionCredentials session = Cognito.session(issued);
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(cognito.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(session))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return sts.getCallerIdentity().arn();
    }
  }

  private GetOpenIdTokenForDeveloperIdentityResponse developer(Map<String, String> logins) {
    return client.getOpenIdTokenForDeveloperIdentity(r -> r.identityPoolId(POOL).logins(logins));
  }

  private Credentials credentials(String id, Map<String, String> logins) {
    return client.getCredentialsForIdentity(r -> r.identityId(id).logins(logins)).credentials();
  }

  private String id(String provider, String token) {
    return LoginSeed.id(client, Map.of(provider, token));
  }

  private String token(String provider, String user) {
    return cognito.mint(provider, user, LoginSeed.AUDIENCES.get(provider), HOUR);
  }
}
