package io.github.keycloakcognito.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Users whose cached tokens and credentials this node is to forget soon. Nothing depends on it:
 * every call is checked before the cache is asked, so what is not forgotten is only kept longer.
 */
public final class Forgetting implements Runnable {

  static final int MOST = 10_000;

  private final BlockingQueue<Heard> queue = new ArrayBlockingQueue<>(MOST);
  private final ExchangeService exchange;
  private final EventMeters meters;

  public Forgetting(ExchangeService exchange, EventMeters meters) {
    this.exchange = exchange;
    this.meters = meters;
  }

  /**
   * Takes a user in, for the next {@link #run}. Never waits: where there is no room, the user is
   * counted as dropped.
   *
   * @param kind of event, for the count
   */
  public void add(String kind, String realmId, String userId) {
    if (!queue.offer(new Heard(kind, new User(realmId, userId)))) {
      meters.dropped(kind);
    }
  }

  /** Forgets all users taken in so far, in one pass over the cache. */
  @Override
  public void run() {
    List<Heard> heard = new ArrayList<>();
    queue.drainTo(heard);
    if (heard.isEmpty()) {
      return;
    }
    Set<User> users = new HashSet<>();
    heard.forEach(each -> users.add(each.user()));
    exchange.forgetIf((realmId, userId) -> users.contains(new User(realmId, userId)));
    heard.forEach(each -> meters.handled(each.kind()));
  }

  private record User(String realmId, String userId) {}

  private record Heard(String kind, User user) {}
}
