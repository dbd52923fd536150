package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** The AWS clients of this server: made when first asked for, closed together. */
final class AwsClients implements AutoCloseable {

  private static final String SESSION_NAME = "keycloak-cognito";

  private final AwsSettings settings;
  private final AwsClientConfigurer configurer;
  private final OperatorCredentials operator;
  private final Map<Key, CognitoIdentityClient> cognito = new ConcurrentHashMap<>();
  private final Map<String, StsClient> anonymousSts = new ConcurrentHashMap<>();
  private final Map<String, StsClient> operatorSts = new ConcurrentHashMap<>();
  private final Map<Key, StsClient> poolSts = new ConcurrentHashMap<>();
  private final Map<Key, StsAssumeRoleCredentialsProvider> assumed = new ConcurrentHashMap<>();

  /**
   * @param assumedRole ARN of the role that Keycloak takes to reach the pool; null for none
   */
  private record Key(String region, String assumedRole) {}

  AwsClients(AwsSettings settings, AwsClientConfigurer configurer, OperatorCredentials operator) {
    this.settings = settings;
    this.configurer = configurer;
    this.operator = operator;
  }

  /** Signs as Keycloak, or as the role that the operator has named for the pool. */
  CognitoIdentityClient cognito(IdentityPool pool) {
    return cognito(pool.identityPoolId());
  }

  CognitoIdentityClient cognito(String identityPoolId) {
    Key key =
        new Key(
            identityPoolId.substring(0, identityPoolId.indexOf(':')),
            settings.assumedRoles().get(identityPoolId));
    return cognito.computeIfAbsent(
        key,
        k ->
            configurer.build(
                CognitoIdentityClient.builder(),
                credentials(k),
                Region.of(k.region()),
                settings.cognitoEndpoint()));
  }

  /** Signs nothing: for calls that a web identity token authorises. */
  StsClient anonymousSts(IdentityPool pool) {
    return anonymousSts.computeIfAbsent(
        pool.region(), region -> sts(AnonymousCredentialsProvider.create(), region));
  }

  /** Signs as {@link #cognito} does for the pool. */
  StsClient sts(IdentityPool pool) {
    Key key = new Key(pool.region(), settings.assumedRoles().get(pool.identityPoolId()));
    return poolSts.computeIfAbsent(key, k -> sts(credentials(k), k.region()));
  }

  private AwsCredentialsProvider credentials(Key key) {
    return key.assumedRole() == null
        ? operator
        : assumed.computeIfAbsent(
            key,
            k ->
                StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(operatorSts.computeIfAbsent(k.region(), r -> sts(operator, r)))
                    .refreshRequest(r -> r.roleArn(k.assumedRole()).roleSessionName(SESSION_NAME))
                    .build());
  }

  private StsClient sts(AwsCredentialsProvider credentials, String region) {
    return configurer.build(
        StsClient.builder(), credentials, Region.of(region), settings.stsEndpoint());
  }

  @Override
  public void close() {
    cognito.values().forEach(CognitoIdentityClient::close);
    anonymousSts.values().forEach(StsClient::close);
    poolSts.values().forEach(StsClient::close);
    assumed.values().forEach(StsAssumeRoleCredentialsProvider::close);
    operatorSts.values().forEach(StsClient::close);
  }
}
