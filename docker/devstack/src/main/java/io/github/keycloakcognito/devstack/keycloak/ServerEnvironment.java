package io.github.keycloakcognito.devstack.keycloak;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The environment variables a server runs with. */
final class ServerEnvironment {
  // A developer's own AWS profile or Keycloak settings must not reach a test's server.
  private static final Pattern NOT_INHERITED =
      Pattern.compile("(AWS|KC|KEYCLOAK)_.*|JAVA|JAVA_HOME|JAVA_OPTS.*|DEBUG|DEBUG_.*|PRINT_ENV");
  private static final Pattern DEBUGGING = Pattern.compile("KC_DEBUG(_PORT|_SUSPEND)?");

  private ServerEnvironment() {}

  /**
   * For {@code kc.sh start}: {@code KC_DEBUG}, {@code KC_DEBUG_PORT} and {@code KC_DEBUG_SUSPEND}
   * are passed on.
   */
  static Map<String, String> forServer(
      Map<String, String> own, Map<String, String> given, Path javaHome, List<String> jvmOptions) {
    Map<String, String> result = base(own, javaHome);
    own.forEach(
        (name, value) -> {
          if (DEBUGGING.matcher(name).matches()) {
            result.put(name, value);
          }
        });
    if (!jvmOptions.isEmpty()) {
      result.put("JAVA_OPTS_APPEND", String.join(" ", jvmOptions));
    }
    result.putAll(given);
    return result;
  }

  /** For {@code kc.sh build}: a short run, for which the first compiler is the quicker one. */
  static Map<String, String> forBuild(Map<String, String> own, Path javaHome) {
    Map<String, String> result = base(own, javaHome);
    result.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    return result;
  }

  private static Map<String, String> base(Map<String, String> own, Path javaHome) {
    Map<String, String> result = new TreeMap<>(own);
    result.keySet().removeIf(name -> NOT_INHERITED.matcher(name).matches());
    result.put("JAVA_HOME", javaHome.toString());
    return result;
  }
}
