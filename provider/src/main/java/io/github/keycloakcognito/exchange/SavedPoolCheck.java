package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.Finding.Status;
import io.github.keycloakcognito.exchange.Outcome.Failed;
import io.github.keycloakcognito.exchange.Outcome.Issued;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for what would keep a pool from working at all, when it is saved. Much less than {@link
 * PoolCheck}, because somebody waits, or because nobody asked for it.
 */
public final class SavedPoolCheck {

  private final ExchangeService exchange;
  private final IdentityDirectory directory;
  private final AccessRules rules;

  public SavedPoolCheck(ExchangeService exchange, IdentityDirectory directory, AccessRules rules) {
    this.exchange = exchange;
    this.directory = directory;
    this.rules = rules;
  }

  /**
   * Whether the operator has bound the pool, it is at AWS and names the developer provider: one
   * call, which changes nothing. Blocks for the call time-out at most.
   *
   * @return an error for what an admin must mend, a warning where AWS could not be asked
   */
  public List<Finding> look(String realmName, IdentityPool pool) {
    return ofBound(realmName, pool, time -> List.of(described(pool, Deadline.in(time))));
  }

  /**
   * As {@link #look}, and whether Keycloak gets a token of the pool. The identity made for it is
   * deleted again, on a best-effort basis. Blocks for the call time-out at most.
   */
  public List<Finding> trial(CheckUser user, IdentityPool pool) {
    return ofBound(user.realmName(), pool, time -> tried(user, pool, Deadline.in(time)));
  }

  private List<Finding> ofBound(
      String realmName, IdentityPool pool, Function<Duration, List<Finding>> question) {
    Optional<Failure> unbound = rules.boundTo(realmName, pool);
    if (unbound.isPresent()) {
      return List.of(Finding.of("binding", unbound.get()));
    }
    Outcome<List<Finding>> outcome = exchange.ask(question);
    return outcome instanceof Issued<List<Finding>> answered
        ? answered.value()
        : List.of(Finding.of("aws", ((Failed<List<Finding>>) outcome).failure()));
  }

  private Finding described(IdentityPool pool, Deadline deadline) {
    try {
      return Finding.of(pool, directory.describePool(pool, deadline.remaining()));
    } catch (ExchangeException e) {
      return Finding.ofOptional("pool", e.failure(), "cognito-identity:DescribeIdentityPool");
    }
  }

  private List<Finding> tried(CheckUser user, IdentityPool pool, Deadline deadline) {
    List<Finding> findings = new ArrayList<>();
    findings.add(described(pool, deadline));
    Status status = findings.get(0).status();
    if (status == Status.OK || status == Status.SKIPPED) {
      token(user, pool, deadline).ifPresent(findings::add);
    }
    return findings;
  }

  /** Empty where exchanges leave no room to try. */
  private Optional<Finding> token(CheckUser user, IdentityPool pool, Deadline deadline) {
    try {
      Optional<OpenIdToken> token = exchange.tokenInGap(user.request(pool));
      token.ifPresent(made -> cleanUp(pool, made, deadline));
      return token.map(made -> Finding.ok("token", null));
    } catch (ExchangeException e) {
      return Optional.of(Finding.of("token", e.failure()));
    }
  }

  /** The check's one identity may stay: exchanges can do without the permission to delete it. */
  @SuppressWarnings("EmptyCatch")
  private void cleanUp(IdentityPool pool, OpenIdToken made, Deadline deadline) {
    try {
      directory.delete(pool, List.of(made.identityId()), deadline.remaining());
    } catch (ExchangeException e) {
      // Nothing depends on it, and PoolCheck tells of it.
    }
  }
}
