package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Realm;
import io.github.keycloakcognito.benchmark.stand.Stand;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.util.List;

/** Other values of the limits than their defaults: a crowd, and a Cognito that hangs. */
public final class Limits implements Scenario {

  private record Variant(String option, String value) {}

  private static final List<Variant> VARIANTS =
      List.of(
          new Variant("max-waiting", "8"),
          new Variant("max-waiting", "32"),
          new Variant("max-waiting", "40"),
          new Variant("max-waiting", "128"),
          new Variant("queue-timeout-millis", "250"),
          new Variant("queue-timeout-millis", "4000"));

  @Override
  public String name() {
    return "limits";
  }

  @Override
  public boolean onlyByName() {
    return true;
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    return VARIANTS.stream().map(variant -> row(stand, size, variant)).toList();
  }

  private static Row row(Stand stand, Size size, Variant variant) {
    KeycloakServer server =
        stand.only(
            variant.option() + "-" + variant.value(),
            builder -> builder.option(Stand.option(variant.option()), variant.value()));
    Rounds rounds =
        new Rounds(variant.option() + " " + variant.value(), "40 and 1,000 as they come");
    Realm realm = stand.realm(server, Realm.Settings.of("crowd", Crowd.SIZE));
    Crowd crowd = new Crowd(stand, List.of(realm), size);
    crowd.arrive(rounds);
    crowd.arrive(rounds);
    new HangingCognito.Load(stand, server, size).measure(rounds);
    return rounds.row();
  }
}
