package io.github.keycloakcognito.devstack.cognito.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedReaderTest {
  private static final String POOL = "eu-west-1:00000000-0000-4000-8000-000000000001";

  @TempDir Path dir;

  private Seed read(String json) throws IOException {
    return SeedReader.file(Files.writeString(dir.resolve("seed.json"), json));
  }

  @Test
  void readsTheDemoData() {
    Seed demo = SeedReader.demo();
    assertThat(demo.account()).isEqualTo("123456789012");
    assertThat(demo.pools()).hasSize(2);
    assertThat(demo.pools().get(0).developerProviderName()).contains("login.keycloak.demo");
    assertThat(demo.oidcProviders().get(0).arn())
        .isEqualTo("arn:aws:iam::123456789012:oidc-provider/oidc.eks.local/id/DEMO");
  }

  @Test
  void neverShowsASecret() {
    assertThat(SeedReader.demo().toString()).doesNotContain("wJalr").doesNotContain("\"d\":");
  }

  @Test
  void neverShowsAnAccessToken() throws IOException {
    Seed seed =
        read(
            "{\"account\":\"123456789012\",\"loginProviders\":[{\"name\":\"a.test\",\"tokens\":"
                + "[{\"token\":\"secret\",\"subject\":\"s\",\"appId\":\"a\"}]}]}");
    assertThat(seed.toString()).contains("a.test").doesNotContain("secret");
  }

  @Test
  void takesDecisions() throws IOException {
    Seed seed = read("{\"account\":\"123456789012\",\"assumptions\":{\"lookupByUser\":\"one\"}}");
    assertThat(seed.assumptions().is(Assumption.LOOKUP_BY_USER, "one")).isTrue();
    assertThat(seed.assumptions().choice(Assumption.STS_PROVIDER)).isEqualTo("principal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}|account: is missing
          []|must be an object
          {"account":1}|account: must be a string
          {"account":"12"}|account: must be twelve digits
          {"account":"123456789012","pool":[]}|pool: unknown member; known are account, pools
          {"account":"123456789012","pools":{}}|pools: must be an array
          {"account":"123456789012","pools":[{"id":"x"}]}|pools[0].id: must be <region>:<uuid
          {"account":"123456789012","pools":[{"id":"POOL"}]}|pools[0].name: is missing
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","roles":{"guest":"b"}}]}|pools[0].roles.guest: unknown member
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","allowClassicFlow":"no"}]}|pools[0].allowClassicFlow: must be true or false
          {"account":"123456789012","pools":[{"id":"POOL","name":"a"},{"id":"POOL","name":"b"}]}|pools[1].id: is there twice
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","cognitoIdentityProviders":[{"providerName":"p"}]}]}|pools[0].cognitoIdentityProviders[0].clientId: is missing
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","openIdConnectProviderArns":["https://x"]}]}|pools[0].openIdConnectProviderArns[0]: must be arn:aws:iam::<account>:oidc-provider
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","samlProviderArns":["ROLE"]}]}|pools[0].samlProviderArns[0]: must be arn:aws:iam::<account>:saml-provider
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","supportedLoginProviders":{"b":"c"},"roleMappings":{"d":{"type":"Token","ambiguousRoleResolution":"Deny"}}}]}|pools[0].roleMappings.d: is for no provider of the pool; those are b
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","roleMappings":{"d":{"type":"Token"}}}]}|pools[0].roleMappings.d.ambiguousRoleResolution: is missing
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","roleMappings":{"d":{"type":"Rules","ambiguousRoleResolution":"Deny"}}}]}|pools[0].roleMappings.d.rulesConfiguration: is missing
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","roleMappings":{"d":{"type":"Token","ambiguousRoleResolution":"Deny","rulesConfiguration":{}}}}]}|pools[0].roleMappings.d.rulesConfiguration: is for the type Rules
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","principalTags":{"d":{"tags":{}}}}]}|pools[0].principalTags.d.tags: unknown member
          {"account":"123456789012","roles":[{"arn":"x"}]}|roles[0].arn: must be arn:aws:iam
          {"account":"123456789012","roles":[{"arn":"ROLE","id":"A","maxSessionDuration":60}]}|roles[0].maxSessionDuration: must be an integer from 3600 to 43200
          {"account":"123456789012","roles":[{"arn":"ROLE","id":"A","trustPolicy":{"Statement":[{"Effect":"Maybe"}]}}]}|roles[0].trustPolicy.Statement[0].Effect: must be Allow or Deny
          {"account":"123456789012","roles":[{"arn":"ROLE","id":"A","trustPolicy":{"Statement":[{"Effect":"Allow","NotPrincipal":"*"}]}}]}|roles[0].trustPolicy.Statement[0].NotPrincipal: unknown member
          {"account":"123456789012","roles":[{"arn":"ROLE","id":"A","trustPolicy":{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Condition":{"IpAddress":{"k":"v"}}}}}]}|roles[0].trustPolicy.Statement.Condition.IpAddress.k: the local Cognito does not evaluate the operator IpAddress
          {"account":"123456789012","roles":[{"arn":"ROLE","id":"A","trustPolicy":{"Statement":{"Effect":"Allow","Principal":"me","Action":"*"}}}]}|Statement.Principal: must be * or an object
          {"account":"123456789012","accessKeys":[{"userArn":"x"}]}|accessKeys[0].userArn: must be arn:aws:iam
          {"account":"123456789012","oidcProviders":[{"issuer":"http://x"}]}|oidcProviders[0].issuer: must be an https URL
          {"account":"123456789012","loginProviders":[{"name":"https://accounts.google.com"}]}|loginProviders[0].name: must be the key in Logins
          {"account":"123456789012","loginProviders":[{"name":"a.test"},{"name":"a.test"}]}|loginProviders[1].name: is there twice
          {"account":"123456789012","loginProviders":[{"name":"a.test","tokens":[{"token":"t","subject":"s"}]}]}|loginProviders[0].tokens[0].appId: is missing
          {"account":"123456789012","loginProviders":[{"name":"a.test","tokens":[{"token":"t","subject":"s","appId":"a"},{"token":"t","subject":"s","appId":"a"}]}]}|loginProviders[0].tokens[1].token: is there twice
          {"account":"123456789012","loginProviders":[{"name":"a.test","unreachable":1}]}|loginProviders[0].unreachable: must be true or false
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","roleMappings":{"b":{"type":"Rule"}}}]}|pools[0].roleMappings.b.type: must be Token or Rules
          {"account":"123456789012","pools":[{"id":"POOL","name":"a","roleMappings":{"b":{"type":"Rules","ambiguousRoleResolution":"Deny","rulesConfiguration":{"rules":[{"claim":"c","matchType":"equals"}]}}}}]}|pools[0].roleMappings.b.rulesConfiguration.rules[0].matchType: must be Equals, Contains
          {"account":"123456789012","assumptions":{"lookupByUser":"two"}}|assumptions.lookupByUser: must be one of all, one
          {"account":|line 1: Unexpected end-of-input
          """)
  void namesThePlace(String json, String message) {
    String filled = json.replace("POOL", POOL).replace("ROLE", "arn:aws:iam::123456789012:role/R");
    assertThatThrownBy(() -> read(filled))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining("seed.json: " + (message.startsWith("Statement") ? "" : message))
        .hasMessageContaining(message);
  }
}
