package io.github.keycloakcognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.exchange.Failure;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FailureLogTest {

  private static final Logger LOG = Logger.getLogger(FailureLogTest.class);

  @AutoClose private final LogCapture log = new LogCapture(FailureLogTest.class);

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
  void whatAdminsCanMendIsWarning() {
    Failure failure =
        new Failure(Failure.Kind.AWS_DENIED, "No.", "denied", "grant it", null, "request-7");

    FailureLog.write(LOG, "demo", "app", "default", failure);
    FailureLog.write(LOG, "demo", "app", null, "not tried", failure);
    FailureLog.write(LOG, "demo", "app", null, Failure.unavailable("No.", "away", null));

    String reason = "denied. Remedy: grant it. AWS request id: request-7";
    assertThat(log.records())
        .extracting(LogRecord::getMessage)
        .containsExactly(
            "Realm demo, pool default: aws_denied: " + reason, "Realm demo: not tried: " + reason);
  }

  @Test
  void reasonIsWhatIsKnown() {
    assertThat(FailureLog.reason(Failure.of(Failure.Kind.NOT_FOUND, "None."))).isEqualTo("None.");
    assertThat(FailureLog.reason(Failure.unavailable("No.", "away", null))).isEqualTo("away");
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
