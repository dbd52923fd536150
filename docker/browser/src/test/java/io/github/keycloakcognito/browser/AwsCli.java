package io.github.keycloakcognito.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The AWS CLI, in a shell that knows no credentials of its own. */
final class AwsCli {

  private AwsCli() {}

  /**
   * What {@code aws sts get-caller-identity} prints at the local STS.
   *
   * @param setup typed before it in the same shell
   * @param environment on top of almost none
   */
  static String callerIdentity(Stage stage, String setup, Map<String, String> environment) {
    String command =
        setup
            + "\naws sts get-caller-identity --output text --query Arn --region eu-west-1"
            + " --endpoint-url "
            + stage.cognito().endpoint();
    ProcessBuilder shell = new ProcessBuilder("bash", "-s").redirectErrorStream(true);
    String path = System.getenv("PATH");
    shell.environment().clear();
    shell.environment().putAll(Map.of("PATH", path, "HOME", "/nonexistent"));
    shell.environment().putAll(environment);
    try {
      Process process = shell.start();
      try (var input = process.getOutputStream()) {
        input.write(command.getBytes(StandardCharsets.UTF_8));
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
