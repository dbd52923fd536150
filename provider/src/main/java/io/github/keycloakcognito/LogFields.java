package io.github.keycloakcognito;

import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * Fields of log lines beside their text, so that JSON logs can be searched by them: members of
 * {@code mdc} there. Names are those of the spans, so that logs and traces go together.
 */
public final class LogFields {

  /** Keycloak's own name, as with its feature {@code log-mdc}. */
  public static final String REALM = "kc.realmName";

  /** As {@link #REALM}. */
  public static final String CLIENT = "kc.clientId";

  /** Alias of the pool. */
  public static final String POOL = "cognito.pool";

  /** What CloudTrail calls {@code requestID}. */
  public static final String AWS_REQUEST_ID = "aws.request_id";

  private LogFields() {}

  /**
   * Writes log lines with fields.
   *
   * @param fields values may be null, which leaves the field as it is; never a secret
   */
  public static void with(Map<String, String> fields, Runnable lines) {
    Map<String, Object> before = new HashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            before.put(name, MDC.put(name, value));
          }
        });
    try {
      lines.run();
    } finally {
      before.forEach(LogFields::restore);
    }
  }

  private static void restore(String name, Object value) {
    if (value == null) {
      MDC.remove(name);
    } else {
      MDC.put(name, value);
    }
  }
}
