package io.github.keycloakcognito.devstack.cognito;

import io.github.keycloakcognito.devstack.cognito.seed.SeedException;
import io.github.keycloakcognito.devstack.cognito.state.StateException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The local Cognito on the command line; serves until it is stopped. */
@Command(
    name = "local-cognito",
    description = "A local double of Amazon Cognito identity pools and of AWS STS.",
    mixinStandardHelpOptions = true,
    versionProvider = LocalCognitoMain.Version.class,
    sortOptions = false)
public final class LocalCognitoMain implements Callable<Integer> {
  // Held, as loggers nobody holds are forgotten with their level.
  private static final Logger ROOT_LOGGER = Logger.getLogger("");

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "4566",
      description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--seed",
      paramLabel = "FILE",
      description = "Pools, roles and keys; the demo data if not given.")
  private Path seed;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Keeps pools, identities and issued credentials; in memory if not given.")
  private Path state;

  @Option(names = "--no-quotas", description = "Do not enforce AWS's request rates.")
  private boolean noQuotas;

  /** Runs it. */
  public static void main(String[] args) {
    ROOT_LOGGER.setLevel(Level.WARNING);
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new LocalCognitoMain())
        .setExecutionExceptionHandler(
            (e, commandLine, parsed) -> {
              // What the user can change is said in one line; anything else is our own bug.
              if (!(e instanceof PortInUseException
                  || e instanceof SeedException
                  || e instanceof StateException)) {
                throw e;
              }
              commandLine.getErr().println("local-cognito: " + e.getMessage());
              commandLine.getErr().flush();
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() throws InterruptedException {
    LocalCognito running = LocalCognito.start(options());
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "local-cognito-stop"));
    spec.commandLine().getOut().print(new Welcome(running, seed == null, state).text());
    spec.commandLine().getOut().flush();
    new CountDownLatch(1).await();
    return CommandLine.ExitCode.OK;
  }

  private LocalCognitoOptions options() {
    LocalCognitoOptions options =
        LocalCognitoOptions.defaults().withHost(host).withPort(port).withQuotas(!noQuotas);
    options = seed == null ? options : options.withSeed(seed);
    return state == null ? options : options.withState(state);
  }

  /** The version of the JAR; there is none when classes are run from a folder. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"local-cognito " + number().orElse("(not from a JAR)")};
    }

    static Optional<String> number() {
      return Optional.ofNullable(LocalCognitoMain.class.getPackage().getImplementationVersion());
    }
  }
}
