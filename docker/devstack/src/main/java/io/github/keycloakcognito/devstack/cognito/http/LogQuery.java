package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.control.CallLog;
import io.github.keycloakcognito.devstack.cognito.control.LoggedCall;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which calls of the log are asked for.
 *
 * @param operation of this operation only; empty for all
 * @param limit the newest ones of them
 */
record LogQuery(Optional<String> operation, int limit) {
  private static final Set<String> KNOWN = Set.of("operation", "limit");

  static LogQuery of(Request request) {
    Map<String, String> query = Query.of(request);
    for (String name : query.keySet()) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException(name + ": must be one of limit, operation");
      }
    }
    return new LogQuery(
        Optional.ofNullable(query.get("operation")),
        Optional.ofNullable(query.get("limit")).map(LogQuery::limit).orElse(CallLog.SIZE));
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Worded below, like any other number that makes no sense.
    }
    throw new IllegalArgumentException("limit: must be at least 1");
  }

  List<LoggedCall> choose(List<LoggedCall> calls) {
    List<LoggedCall> chosen =
        calls.stream()
            .filter(call -> operation.isEmpty() || operation.get().equals(call.operation()))
            .toList();
    return chosen.subList(Math.max(0, chosen.size() - limit), chosen.size());
  }
}
