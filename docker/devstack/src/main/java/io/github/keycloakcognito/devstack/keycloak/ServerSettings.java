package io.github.keycloakcognito.devstack.keycloak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything one server was asked to be; immutable. */
record ServerSettings(
    KeycloakHome home,
    Path builds,
    Path javaHome,
    ServerPorts ports,
    Map<String, String> buildOptions,
    Map<String, String> options,
    Map<String, String> environment,
    List<String> jvmOptions,
    boolean importRealms,
    Duration readyTimeout,
    ServerLog log) {

  ServerSettings {
    buildOptions = Map.copyOf(buildOptions);
    options = Map.copyOf(options);
    environment = Map.copyOf(environment);
    jvmOptions = List.copyOf(jvmOptions);
  }

  List<String> buildCommand() {
    return command("build", List.of(), buildOptions);
  }

  /** The {@link #buildCommand()} without the script, which is in another place in each home. */
  List<String> buildArguments() {
    List<String> command = buildCommand();
    return command.subList(1, command.size());
  }

  List<String> startCommand() {
    List<String> flags = new ArrayList<>(List.of("--optimized"));
    if (importRealms) {
      flags.add("--import-realm");
    }
    return command("start", flags, options);
  }

  private List<String> command(String verb, List<String> flags, Map<String, String> named) {
    List<String> command = new ArrayList<>(List.of(home.script().toString(), verb));
    command.addAll(flags);
    named.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> command.add("--" + e.getKey() + "=" + e.getValue()));
    return command;
  }
}
