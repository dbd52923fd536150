package io.github.keycloakcognito.devstack.cognito.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotasTest {
  private static long admitted(String operation, int calls) {
    Quotas quotas = new Quotas(new ServiceClock(), true);
    return Stream.generate(() -> quotas.admit(operation))
        .limit(calls)
        .filter(Boolean::booleanValue)
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "ListIdentities,5",
    "DeleteIdentities,10",
    "TagResource,5",
    "UntagResource,5",
    "ListTagsForResource,10"
  })
  void admitsOneSecondsWorth(String operation, int perSecond) {
    assertThat(admitted(operation, 2 * perSecond)).isEqualTo(perSecond);
  }

  @Test
  void limitsNothingElse() {
    assertThat(admitted("CreateIdentityPool", 1000)).isEqualTo(1000);
  }
}
