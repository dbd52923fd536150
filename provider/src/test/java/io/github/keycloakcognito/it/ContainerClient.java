package io.github.keycloakcognito.it;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;

/** The SDK's container provider with the settings of one test. */
final class ContainerClient {

  private final Map<SdkSystemSetting, String> settings = new EnumMap<>(SdkSystemSetting.class);

  private ContainerClient() {}

  static ContainerClient of(URI door) {
    return new ContainerClient()
        .with(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI, door.toString());
  }

  ContainerClient with(SdkSystemSetting setting, String value) {
    settings.put(setting, value);
    return this;
  }

  ContainerClient token(String value) {
    return with(SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN, value);
  }

  AwsCredentials resolve() {
    return resolve(1);
  }

  /** What the provider gives at the last of so many uses. */
  AwsCredentials resolve(int uses) {
    settings.forEach((setting, value) -> System.setProperty(setting.property(), value));
    try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.create()) {
      AwsCredentials credentials = provider.resolveCredentials();
      for (int use = 1; use < uses; use++) {
        credentials = provider.resolveCredentials();
      }
      return credentials;
    } finally {
      settings.keySet().forEach(setting -> System.clearProperty(setting.property()));
    }
  }
}
