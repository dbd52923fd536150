package io.github.keycloakcognito;

import io.github.keycloakcognito.exchange.Failure;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Log lines of what AWS, or we, refused. Never what the caller sent. */
public final class FailureLog {

  private FailureLog() {}

  /**
   * What only an admin can mend is a warning with its remedy; the rest is in events and metrics,
   * and here for who debugs.
   *
   * @param client null where no client asked
   * @param pool alias; null where it is not about a pool
   */
  public static void write(Logger log, String realm, String client, String pool, Failure failure) {
    LogFields.with(
        fields(realm, client, pool, failure.awsRequestId()), () -> line(log, realm, pool, failure));
  }

  /** As they stand beside the lines of failures; any may be null. */
  public static Map<String, String> fields(
      String realm, String client, String pool, String awsRequestId) {
    Map<String, String> fields = new HashMap<>();
    fields.put(LogFields.REALM, realm);
    fields.put(LogFields.CLIENT, client);
    fields.put(LogFields.POOL, pool);
    fields.put(LogFields.AWS_REQUEST_ID, awsRequestId);
    return fields;
  }

  private static void line(Logger log, String realm, String pool, Failure failure) {
    if (failure.remedy() != null) {
      log.warnf(
          "Realm %s, pool %s: %s: %s. Remedy: %s. AWS request id: %s",
          realm,
          pool,
          failure.kind().code(),
          failure.cause(),
          failure.remedy(),
          failure.awsRequestId());
    } else {
      log.debugf(
          "Realm %s, pool %s: %s: %s. AWS request id: %s",
          realm, pool, failure.kind().code(), failure.cause(), failure.awsRequestId());
    }
  }
}
