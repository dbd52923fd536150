package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DemoKey
class AwsWarmUpTest {

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @Test
  void asksNobodyAndCountsNothing() {
    LOCAL
        .aws()
        .warmUp(
            Set.of(
                LocalAws.POOL.identityPoolId(), "us-east-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21"));

    assertThat(LOCAL.running().calls()).isEmpty();
    assertThat(LOCAL.meters().lines()).isEmpty();
    assertThat(LOCAL.token(someone()).token()).isNotBlank();
  }

  /** The SDK finds no region by itself in most places, so none may be needed. */
  @Test
  void needsNoSettings() {
    try (Aws aws =
        LOCAL.aws(
            new AwsSettings(null, null, null, null, Map.of(), PATIENCE, PATIENCE, PATIENCE))) {
      aws.warmUp(Set.of());
    }
    assertThat(LOCAL.running().calls()).isEmpty();
  }
}
