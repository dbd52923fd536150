package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the operator was told. */
final class Told implements OutboxLog, OutboxMeters {

  final List<String> log = new ArrayList<>();
  final List<String> outcomes = new ArrayList<>();
  Outbox.Depth depth;

  @Override
  public void paused(Removal removal, Failure failure, Duration pause) {
    log.add("paused " + failure.kind());
  }

  @Override
  public void resumed(String identityPoolId) {
    log.add("resumed");
  }

  @Override
  public void unbound(Removal removal, Failure failure) {
    log.add("unbound " + removal.realmName());
  }

  @Override
  public void dead(OutboxEntry entry, Failure failure) {
    log.add("dead " + entry.id());
  }

  @Override
  public void undecided(OutboxEntry entry, RuntimeException why) {
    log.add("undecided " + entry.id() + " " + why.getMessage());
  }

  @Override
  public void progress(long done, Duration since) {
    log.add("progress " + done);
  }

  @Override
  public void outcome(boolean unlinked, Result result) {
    outcomes.add((unlinked ? "unlink " : "delete ") + result);
  }

  @Override
  public void depth(Outbox.Depth read) {
    depth = read;
  }
}
