package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.Tracing;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** The one place where AWS clients get their credentials, region, endpoint and time-outs. */
final class AwsClientConfigurer {

  private static final int ATTEMPTS = 2;

  private final AwsSettings settings;
  private final String version;
  private final Tracing tracing;

  /**
   * @param version of this extension, for AWS's logs
   */
  AwsClientConfigurer(AwsSettings settings, String version, Tracing tracing) {
    this.settings = settings;
    this.version = version;
    this.tracing = tracing;
  }

  /**
   * @param region null for the SDK's own choice
   * @param endpoint null for AWS's own
   */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, AwsCredentialsProvider credentials, Region region, URI endpoint) {
    builder.credentialsProvider(credentials);
    if (region != null) {
      builder.region(region);
    }
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder
        .httpClient(httpClient())
        .overrideConfiguration(
            overrides().toBuilder().addExecutionInterceptor(new TracedCalls(tracing)).build())
        .build();
  }

  /** A blocked read heeds no interrupt, so the socket's own time-out is what ends an attempt. */
  SdkHttpClient httpClient() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(settings.connectTimeout())
        .socketTimeout(settings.attemptTimeout())
        .build();
  }

  ClientOverrideConfiguration overrides() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(settings.attemptTimeout())
        .apiCallTimeout(settings.callTimeout())
        .retryStrategy(
            new ThrottledOnce(
                AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build()))
        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "keycloak-cognito/" + version)
        .build();
  }
}
