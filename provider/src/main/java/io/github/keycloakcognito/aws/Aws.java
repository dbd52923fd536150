package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.CognitoGateway;
import io.github.keycloakcognito.exchange.Meters;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/** The door to AWS: credentials and clients of this server, made once and closed with it. */
public final class Aws implements AutoCloseable {

  private final AwsSettings settings;
  private final AwsClientConfigurer configurer;
  private final OperatorCredentials credentials;
  private final Map<String, CognitoIdentityClient> clients = new ConcurrentHashMap<>();
  private final CognitoGateway gateway;

  /**
   * @param version of this extension, for AWS's logs
   */
  public Aws(AwsSettings settings, String version, Meters meters, InstantSource clock) {
    this.settings = settings;
    this.configurer = new AwsClientConfigurer(settings, version);
    this.credentials = new OperatorCredentials(settings, configurer);
    this.gateway = new SdkCognitoGateway(this::client, meters, clock);
  }

  public CognitoGateway gateway() {
    return gateway;
  }

  /** Where Keycloak's own AWS credentials come from; never a secret. May ask AWS for them. */
  public String credentialsKind() {
    return credentials.kind();
  }

  /**
   * Makes the clients of {@code regions} and runs the SDK once through, without a network, so that
   * the first caller does not wait for it: SDKs that fetch credentials give up after a second.
   */
  public void warmUp(Set<String> regions) {
    regions.forEach(this::client);
    AwsWarmUp.run(configurer);
  }

  private CognitoIdentityClient client(String region) {
    return clients.computeIfAbsent(
        region,
        r ->
            configurer.build(
                CognitoIdentityClient.builder(),
                credentials,
                Region.of(r),
                settings.cognitoEndpoint()));
  }

  @Override
  public void close() {
    clients.values().forEach(CognitoIdentityClient::close);
    credentials.close();
  }
}
