package io.github.keycloakcognito.devstack.keycloak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything one server was asked to be; immutable.
 *
 * @param home where it is unpacked, if it is; its name tells it from other servers
 * @param providers the JARs of {@code providers/}
 * @param realms the files of {@code data/import/}
 * @param keepData whether it starts with the database of the last server of this home
 * @param javaHome the JDK for it, where it runs on this machine
 * @param buildOptions of {@code kc.sh build}, without dashes
 * @param options of {@code kc.sh start}, without dashes; the ports are among them
 * @param environment variables beside those of the place
 */
public record ServerSettings(
    KeycloakHome home,
    KeycloakDistribution distribution,
    List<Path> providers,
    List<Path> realms,
    boolean keepData,
    Path javaHome,
    ServerPorts ports,
    Map<String, String> buildOptions,
    Map<String, String> options,
    Map<String, String> environment,
    List<String> jvmOptions,
    Duration readyTimeout,
    ServerLog log) {

  public ServerSettings {
    providers = List.copyOf(providers);
    realms = List.copyOf(realms);
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
    if (!realms.isEmpty()) {
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
