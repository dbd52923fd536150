package io.github.keycloakcognito.aws;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.useragent.BusinessMetricFeatureId;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Keycloak's own AWS credentials: the SDK's default chain. Web identity (EKS IRSA) is taken out of
 * the chain, because the chain's own STS client knows neither our endpoint nor our time-outs.
 */
final class OperatorCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

  private final AwsCredentialsProvider delegate;
  private final StsClient sts;

  OperatorCredentials(AwsSettings settings, AwsClientConfigurer configurer) {
    if (byWebIdentity()) {
      this.sts =
          configurer.build(
              StsClient.builder(),
              AnonymousCredentialsProvider.create(),
              settings.region() == null ? null : Region.of(settings.region()),
              settings.stsEndpoint());
      this.delegate = StsWebIdentityTokenFileCredentialsProvider.builder().stsClient(sts).build();
    } else {
      this.sts = null;
      this.delegate = DefaultCredentialsProvider.builder().build();
    }
  }

  /** As in the SDK's chain, keys in system properties or the environment come first. */
  private static boolean byWebIdentity() {
    return SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isEmpty()
        && SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().isPresent()
        && SdkSystemSetting.AWS_ROLE_ARN.getStringValue().isPresent();
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return delegate.resolveCredentials();
  }

  /** Where the credentials come from, in words fit for the Server-info page; never a secret. */
  String kind() {
    try {
      return resolveCredentials()
          .providerName()
          .map(OperatorCredentials::inWords)
          .orElse(delegate.getClass().getSimpleName());
    } catch (SdkException e) {
      return "none found";
    }
  }

  /** The SDK names its providers by the letters it sends in the user agent. */
  private static String inWords(String letters) {
    List<String> wanted = List.of(letters.split(",", -1));
    return Arrays.stream(BusinessMetricFeatureId.values())
        .filter(feature -> wanted.contains(feature.value()))
        .map(feature -> feature.name().replace("CREDENTIALS_", ""))
        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    if (delegate instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
    if (sts != null) {
      sts.close();
    }
  }
}
