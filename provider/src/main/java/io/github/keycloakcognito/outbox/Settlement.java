package io.github.keycloakcognito.outbox;

import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.outbox.OutboxMeters.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Does to the identities that were found what is to be done. */
final class Settlement {

  /** DeleteIdentities' code for what the caller may not delete: Cognito API reference. */
  private static final String ACCESS_DENIED = "AccessDenied";

  private final OutboxWorker.Tools tools;
  private final Batch batch;
  private final Search search;

  Settlement(OutboxWorker.Tools tools, Batch batch, Search search) {
    this.tools = tools;
    this.batch = batch;
    this.search = search;
  }

  /**
   * Settles what can be settled now.
   *
   * @return the pool's refusal; empty if all went well
   */
  Optional<Failure> settle(List<Found> all) {
    if (all.isEmpty() || batch.isStopping()) {
      return Optional.empty();
    }
    Set<String> living = new HashSet<>();
    List<Found> found = decidable(all, living);
    Set<String> foreign = foreign(found, living);
    List<Found> deletions = new ArrayList<>();
    List<Found> unlinks = new ArrayList<>();
    for (Found one : found) {
      if (living.contains(one.userId())) {
        batch.obsolete(one.entry());
      } else if (one.identityId() == null) {
        batch.done(List.of(one.entry()), one.entry().removal().isUnlink(), Result.GONE);
      } else if (one.entry().removal().isUnlink()
          || one.more()
          || one.others().stream().anyMatch(foreign::contains)) {
        unlinks.add(one);
      } else {
        deletions.add(one);
      }
    }
    return unlink(unlinks).or(() -> delete(deletions));
  }

  /**
   * Those of whose users it can be told who lives. A user storage that does not answer holds up its
   * own users only.
   */
  private List<Found> decidable(List<Found> found, Set<String> living) {
    try {
      living.addAll(tools.outbox().livingUsers(users(found)));
      return found;
    } catch (RuntimeException e) {
      if (found.size() > 1) {
        return found.stream().flatMap(one -> decidable(List.of(one), living).stream()).toList();
      }
      batch.undecided(found.get(0).entry(), e);
      return List.of();
    }
  }

  private static List<String> users(List<Found> found) {
    return found.stream()
        .flatMap(one -> Stream.concat(Stream.of(one.userId()), one.others().stream()))
        .distinct()
        .toList();
  }

  /** Users for whose sake an identity stays: they live, or another server may have made them. */
  private Set<String> foreign(List<Found> found, Set<String> living) {
    Set<String> foreign = new HashSet<>();
    found.forEach(one -> foreign.addAll(one.others()));
    if (!foreign.isEmpty()) {
      String pool = found.get(0).entry().removal().identityPoolId();
      Set<String> removed = new HashSet<>(tools.outbox().ownUsers(pool, foreign));
      removed.removeAll(living);
      foreign.removeAll(removed);
    }
    return foreign;
  }

  private Optional<Failure> unlink(List<Found> unlinks) {
    for (Found one : unlinks) {
      if (batch.isStopping()) {
        return Optional.empty();
      }
      try {
        batch.done(List.of(one.entry()), true, unlink(one));
      } catch (ExchangeException e) {
        if (Refusals.isPools(e.failure())) {
          return Optional.of(e.failure());
        }
        batch.refused(one.entry(), true, e.failure());
      }
    }
    return Optional.empty();
  }

  private Result unlink(Found one) {
    Removal removal = one.entry().removal();
    batch.claim().hold();
    try {
      tools
          .directory()
          .unlinkUser(removal.pool(), one.identityId(), removal.userId(), tools.timeout());
      return Result.DONE;
    } catch (ExchangeException e) {
      if (e.failure().kind() == Failure.Kind.NOT_FOUND) {
        return Result.GONE;
      }
      throw e;
    }
  }

  private Optional<Failure> delete(List<Found> deletions) {
    if (deletions.isEmpty() || batch.isStopping()) {
      return Optional.empty();
    }
    IdentityPool pool = deletions.get(0).entry().removal().pool();
    List<String> ids = deletions.stream().map(Found::identityId).distinct().toList();
    batch.claim().hold();
    try {
      Map<String, String> left = tools.directory().delete(pool, ids, tools.timeout());
      batch.done(
          deletions.stream()
              .filter(one -> !left.containsKey(one.identityId()))
              .map(Found::entry)
              .toList(),
          false,
          Result.DONE);
      return deletions.stream()
          .filter(one -> left.containsKey(one.identityId()))
          .flatMap(one -> left(one, left.get(one.identityId())).stream())
          .findFirst();
    } catch (ExchangeException e) {
      return Optional.of(e.failure());
    }
  }

  /** No source says what Cognito answers for an identity that is gone, so it is asked. */
  private Optional<Failure> left(Found one, String code) {
    if (!search.isStillOf(one)) {
      batch.done(List.of(one.entry()), false, Result.GONE);
      return Optional.empty();
    }
    String cause = "DeleteIdentities: " + code + " for " + one.identityId();
    if (code.equals(ACCESS_DENIED)) {
      return Optional.of(
          new Failure(
              Failure.Kind.AWS_DENIED,
              "AWS refused to delete the identity.",
              cause,
              "grant Keycloak the IAM action cognito-identity:DeleteIdentities on *",
              null,
              null));
    }
    batch.refused(
        one.entry(), false, Failure.unavailable("AWS did not delete the identity.", cause, null));
    return Optional.empty();
  }
}
