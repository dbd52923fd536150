package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.load.Call;
import io.github.keycloakcognito.benchmark.load.Wrk;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.util.List;
import java.util.Map;

/** The token endpoint's exchange into a Cognito token against its exchange into an access token. */
public final class TokenExchange implements Scenario {

  private static final int CONNECTIONS = 16;
  private static final String THROUGHPUT = "throughput ratio";

  @Override
  public String name() {
    return "token-exchange";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    Realm realm = stand.realm(stand.keycloak(), Realm.Settings.of("bench", 10));
    String token = realm.token(1);
    Call own = exchange(realm, token, "urn:ietf:params:oauth:token-type:access_token");
    Call ours = exchange(realm, token, "urn:keycloak-cognito:token-type:openid-token");
    Wrk.throughputs(List.of(own, ours), CONNECTIONS, size.warmUp());
    Rounds rounds =
        new Rounds("token-exchange door, cached", "Keycloak's standard token exchange")
            .goal(THROUGHPUT, Goal.atLeast(1.5));
    for (int round = 0; round < size.rounds(); round++) {
      Map<Call, Double> measured = Wrk.throughputs(List.of(own, ours), CONNECTIONS, size.time());
      rounds.add(THROUGHPUT, measured.get(ours) / measured.get(own));
    }
    return List.of(rounds.row());
  }

  private static Call exchange(Realm realm, String token, String type) {
    return Call.form(realm.tokenEndpoint(), Realm.exchangeForm(token, type));
  }
}
