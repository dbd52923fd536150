package io.github.keycloakcognito;

import io.github.keycloakcognito.exchange.AccessRules;
import io.github.keycloakcognito.exchange.ExchangeService;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.PacedDirectory;
import io.github.keycloakcognito.jpa.JpaJobs;
import io.github.keycloakcognito.jpa.JpaOutbox;
import io.github.keycloakcognito.metrics.MicrometerOutboxMeters;
import io.github.keycloakcognito.metrics.MicrometerReconcileMeters;
import io.github.keycloakcognito.outbox.OutboxMeters;
import io.github.keycloakcognito.outbox.OutboxWorker;
import io.github.keycloakcognito.reconcile.Job;
import io.github.keycloakcognito.reconcile.JobRunner;
import io.github.keycloakcognito.reconcile.Mismatch;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.keycloak.models.KeycloakSessionFactory;

/** What a node does by itself: works off the outbox and jobs, and hears of other nodes' changes. */
final class Upkeep implements AutoCloseable {

  private static final Duration OUTBOX_POLL = Duration.ofSeconds(1);
  private static final Duration OUTBOX_LOOK = Duration.ofSeconds(5);
  private static final Duration JOBS_PAUSE = Duration.ofSeconds(2);

  /** The outbox and jobs, which may take long, and one for all that is short. */
  private static final int THREADS = 3;

  private final InstantSource clock = InstantSource.system();
  private final Background background = new Background(THREADS);
  private final CognitoOptions options;
  private final Duration removalDelay;
  private final IdentityDirectory directory;
  private final AccessRules rules;
  private final ExchangeService exchange;
  private final OutboxMeters outboxMeters;
  private volatile OutboxWorker outboxWorker;

  Upkeep(
      CognitoOptions options,
      Duration removalDelay,
      IdentityDirectory directory,
      AccessRules rules,
      ExchangeService exchange) {
    this.options = options;
    this.removalDelay = removalDelay;
    this.directory = new PacedDirectory(directory);
    this.rules = rules;
    this.exchange = exchange;
    this.outboxMeters = new MicrometerOutboxMeters(Metrics.globalRegistry, clock);
  }

  /** Nobody waits for any of it. */
  void start(KeycloakSessionFactory factory) {
    OutboxWorker worker = outboxWorker(factory);
    outboxWorker = worker;
    background.repeat("The work on the outbox", OUTBOX_POLL, worker::drain);
    background.repeat("The look at the outbox", OUTBOX_LOOK, worker::measure);
    background.repeat("Reconciling", JOBS_PAUSE, reconciling(factory));
    background.repeat(
        "Hearing of changed identities",
        ChangedIdentities.PAUSE,
        new ChangedIdentities(factory, exchange, clock));
  }

  /** Lets this node try at once what waits for a pool of the outbox. */
  void wakeOutbox(String identityPoolId) {
    OutboxWorker worker = outboxWorker;
    if (worker != null) {
      worker.wake(identityPoolId);
    }
  }

  private OutboxWorker outboxWorker(KeycloakSessionFactory factory) {
    return new OutboxWorker(
        new OutboxWorker.Tools(
            new JpaOutbox(factory, clock),
            directory,
            rules,
            outboxMeters,
            new OutboxMessages(),
            clock,
            options.limits().callTimeout()),
        Upkeep::random,
        background::isClosing);
  }

  private Runnable reconciling(KeycloakSessionFactory factory) {
    JobRunner runner =
        new JobRunner(
            new JobRunner.Tools(
                new JpaJobs(factory, clock, removalDelay, clearing(factory)),
                directory,
                rules::boundTo,
                new MicrometerReconcileMeters(Metrics.globalRegistry),
                new JobMessages(),
                clock,
                options.limits().callTimeout()),
            Upkeep::random,
            background::isClosing);
    return new Reconciling(factory, runner, options.lostUsersInterval(), clock);
  }

  private static BiConsumer<Job, Mismatch> clearing(KeycloakSessionFactory factory) {
    ShownIdentity attribute = new ShownIdentity(factory);
    return (job, vanished) ->
        attribute.clear(job.realmId(), vanished.user(), job.pool(), vanished.identityId());
  }

  private static double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  /** Lets work under way end, for a moment. */
  @Override
  public void close() {
    background.close();
  }
}
