package io.github.keycloakcognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class FailureLogTest {

  @Test
  void fieldsStandBesideTheLinesAndGoWithThem() {
    Map<String, Object> seen = new HashMap<>();

    LogFields.with(
        FailureLog.fields("demo", "app", "default", "request-7"), () -> seen.putAll(MDC.getMap()));

    assertThat(seen)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "kc.realmName", "demo",
                "kc.clientId", "app",
                "cognito.pool", "default",
                "aws.request_id", "request-7"));
    assertThat(MDC.getMap()).isEmpty();
  }

  @Test
  void whatKeycloakHasSetStays() {
    MDC.put("kc.realmName", "master");
    MDC.put("kc.clientId", "admin-cli");
    try {
      LogFields.with(
          FailureLog.fields("demo", null, null, null),
          () -> {
            assertThat(MDC.get("kc.realmName")).isEqualTo("demo");
            assertThat(MDC.get("kc.clientId")).isEqualTo("admin-cli");
            assertThat(MDC.get("aws.request_id")).isNull();
          });

      assertThat(MDC.get("kc.realmName")).isEqualTo("master");
      assertThat(MDC.get("kc.clientId")).isEqualTo("admin-cli");
    } finally {
      MDC.clear();
    }
  }

  @Test
  void fieldsGoAfterAnException() {
    assertThatThrownBy(
            () ->
                LogFields.with(
                    FailureLog.fields("demo", null, null, null),
                    () -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(MDC.getMap()).isEmpty();
  }
}
