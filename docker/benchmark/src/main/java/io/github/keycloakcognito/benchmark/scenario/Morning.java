package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.util.List;

/** A thousand users at once, at one node. */
public final class Morning implements Scenario {

  @Override
  public String name() {
    return "crowd";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("crowd", Crowd.SIZE));
    Crowd crowd = new Crowd(stand, List.of(realm), size);
    Rounds rounds =
        new Rounds("1,000 users arriving at once", "the quota's own floor, 20 s")
            .goal(Crowd.SERVED, Goal.atMost(22))
            .goal(Crowd.THROTTLED, Goal.atMost(0))
            .goal(Crowd.CALLS, Goal.atMost(1_020));
    for (int round = 0; round < size.rounds(); round++) {
      crowd.arrive(rounds);
    }
    return List.of(rounds.row());
  }
}
