package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.CognitoGateway;
import io.github.keycloakcognito.exchange.ConsoleSignIn;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.Meters;
import io.github.keycloakcognito.exchange.OperatorAccount;
import io.github.keycloakcognito.exchange.Tracing;
import java.time.InstantSource;
import java.util.Set;

/** The door to AWS: credentials and clients of this server, made once and closed with it. */
public final class Aws implements AutoCloseable {

  private final AwsClientConfigurer configurer;
  private final OperatorCredentials credentials;
  private final AwsClients clients;
  private final CognitoGateway gateway;
  private final ConsoleFederation console;
  private final OperatorAccount account;
  private final IdentityDirectory directory;

  /**
   * @param version of this extension, for AWS's logs
   */
  public Aws(
      AwsSettings settings, String version, Meters meters, Tracing tracing, InstantSource clock) {
    this.configurer = new AwsClientConfigurer(settings, version, tracing);
    this.credentials = new OperatorCredentials(settings, configurer);
    this.clients = new AwsClients(settings, configurer, credentials);
    this.gateway = new SdkCognitoGateway(clients::cognito, clients::anonymousSts, meters, clock);
    this.console =
        new ConsoleFederation(settings.signinEndpoint(), configurer.httpClient(), meters, tracing);
    this.account = new StsOperatorAccount(clients::sts, meters);
    this.directory = new SdkIdentityDirectory(clients::cognito, meters);
  }

  public CognitoGateway gateway() {
    return gateway;
  }

  public OperatorAccount account() {
    return account;
  }

  public ConsoleSignIn consoleSignIn() {
    return console;
  }

  public IdentityDirectory directory() {
    return directory;
  }

  /** Where Keycloak's own AWS credentials come from; never a secret. May ask AWS for them. */
  public String credentialsKind() {
    return credentials.kind();
  }

  /**
   * Makes the clients of {@code identityPoolIds} and runs the SDK once through, without a network,
   * so that the first caller does not wait for it: SDKs that fetch credentials give up after a
   * second.
   */
  public void warmUp(Set<String> identityPoolIds) {
    identityPoolIds.forEach(clients::cognito);
    AwsWarmUp.run(configurer);
  }

  @Override
  public void close() {
    console.close();
    clients.close();
    credentials.close();
  }
}
