package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** What no error may tell: stack traces, class names, AWS's words. */
final class Disclosure {

  private static final Pattern CLASS =
      Pattern.compile(
          "\\b(java|javax|jakarta|io\\.github|io\\.quarkus|io\\.vertx|org\\.keycloak|org\\.jboss"
              + "|software\\.amazon|com\\.fasterxml)\\.\\w+\\.\\w|\\w(Exception|Error)\\b"
              + "|\\sat [\\w.$]+\\(");
  private static final Pattern AWS = Pattern.compile("arn:aws|amazonaws|AccessDenied|ASIA|AKIA");

  private Disclosure() {}

  static void none(String body) {
    assertThat(body).doesNotContainPattern(CLASS).doesNotContainPattern(AWS);
  }

  /** Whether a stack trace or the name of a Java class stands in a body. */
  static boolean ofJava(String body) {
    return CLASS.matcher(body).find();
  }
}
