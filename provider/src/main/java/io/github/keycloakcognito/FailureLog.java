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
    write(log, realm, client, pool, failure.kind().code(), failure);
  }

  /**
   * The same.
   *
   * @param what did not work
   */
  public static void write(
      Logger log, String realm, String client, String pool, String what, Failure failure) {
    Logger.Level level = failure.remedy() == null ? Logger.Level.DEBUG : Logger.Level.WARN;
    LogFields.with(
        fields(realm, client, pool, failure.awsRequestId()),
        () -> log.logf(level, "%s: %s: %s", place(realm, pool), what, reason(failure)));
  }

  private static String place(String realm, String pool) {
    return pool == null ? "Realm " + realm : "Realm " + realm + ", pool " + pool;
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

  /** Cause, remedy and AWS request id, as far as there are any. */
  public static String reason(Failure failure) {
    StringBuilder reason = new StringBuilder();
    reason.append(failure.cause() == null ? failure.description() : failure.cause());
    if (failure.remedy() != null) {
      reason.append(". Remedy: ").append(failure.remedy());
    }
    if (failure.awsRequestId() != null) {
      reason.append(". AWS request id: ").append(failure.awsRequestId());
    }
    return reason.toString();
  }
}
