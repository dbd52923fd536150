package io.github.keycloakcognito.devstack.quickstart;

import io.github.keycloakcognito.devstack.cognito.PortInUseException;
import io.github.keycloakcognito.devstack.keycloak.KeycloakException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Run by {@code docker/quickstart}. Exit code 1 if anything fails. */
public final class QuickStart {
  // Held, as loggers nobody holds are forgotten with their level.
  private static final Logger ROOT_LOGGER = Logger.getLogger("");

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Progress progress = new Progress(System.out);

  private QuickStart() {}

  /** Starts the stack, shows one exchange, and serves until it is stopped. */
  public static void main(String[] args) {
    ROOT_LOGGER.setLevel(Level.WARNING);
    System.exit(new QuickStart().run());
  }

  private int run() {
    Runtime.getRuntime().addShutdownHook(new Thread(stopping::countDown, "quickstart-stop"));
    try {
      Settings settings = Settings.read(System.getenv(), System.getProperties());
      return serve(settings);
    } catch (IllegalArgumentException | PortInUseException | KeycloakException | DemoException e) {
      // While stopping, failures are what stopping looks like from here.
      if (stopping.getCount() > 0) {
        System.out.flush();
        System.err.println("quickstart: " + e.getMessage());
      }
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int serve(Settings settings) throws InterruptedException {
    try (Stack stack = Stack.start(settings, progress)) {
      Demonstration.Result result =
          new Demonstration(stack.keycloak().url(), stack.cognito().endpoint(), progress).run();
      Report report = new Report(stack.keycloak().url(), stack.cognito().endpoint(), result);
      System.out.println(report.summary());
      if (!settings.once()) {
        System.out.println("Serving until Ctrl-C.");
      }
      System.out.println(report.json());
      System.out.flush();
      return settings.once() ? 0 : awaitEnd(stack);
    }
  }

  private int awaitEnd(Stack stack) throws InterruptedException {
    while (!stopping.await(1, TimeUnit.SECONDS)) {
      if (!stack.isAlive()) {
        throw new DemoException("Keycloak ended by itself; its log tells why");
      }
    }
    return 0;
  }
}
