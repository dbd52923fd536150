package io.github.keycloakcognito.devstack.cognito.protocol;

import io.github.keycloakcognito.devstack.cognito.model.OperationModel;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a REST operation is found.
 *
 * @param operation as in the service model
 * @param segments of its path; <code>{Member}</code> stands for any one
 */
record Route(OperationModel operation, List<String> segments) {

  static Route of(OperationModel operation) {
    return new Route(operation, segments(operation.uri()));
  }

  /** Whether a path begins as this route does. */
  boolean sharesRoot(String path) {
    List<String> given = segments(path);
    return given.size() > 1 && given.get(1).equals(segments.get(1));
  }

  /** The members in the path, still percent-encoded, if the request is for this operation. */
  Optional<Map<String, String>> match(Request request) {
    List<String> given = segments(request.path());
    if (!request.method().equals(operation.method()) || given.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> members = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{")) {
        members.put(segment.substring(1, segment.length() - 1), given.get(i));
      } else if (!segment.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(members);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
