package io.github.keycloakcognito.devstack.cognito;

import io.github.keycloakcognito.devstack.cognito.seed.SeedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The local Cognito on the command line; serves until it is stopped. */
@Command(
    name = "local-cognito",
    description = "A local double of Amazon Cognito identity pools and STS.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class LocalCognitoMain implements Callable<Integer> {

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

  @Option(names = "--no-quotas", description = "Do not enforce AWS's request rates.")
  private boolean noQuotas;

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new LocalCognitoMain()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    LocalCognitoOptions options =
        LocalCognitoOptions.defaults().withHost(host).withPort(port).withQuotas(!noQuotas);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      LocalCognito running = LocalCognito.start(seed == null ? options : options.withSeed(seed));
      Runtime.getRuntime().addShutdownHook(new Thread(running::close, "local-cognito-stop"));
      out.println("Local Cognito and STS listen on " + running.endpoint() + " (Ctrl-C stops)");
      out.flush();
    } catch (PortInUseException | SeedException e) {
      err.println("local-cognito: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    new CountDownLatch(1).await();
    return CommandLine.ExitCode.OK;
  }
}
