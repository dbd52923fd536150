package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Goal;
import io.github.keycloakcognito.benchmark.report.Rounds;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.util.List;

/**
 * On paper: what a million users ask of the quota, by how they come and how long a token lives.
 * Arithmetic, so that it can be followed and changed.
 */
public final class MillionUsers implements Scenario {

  private static final double USERS = 1_000_000;

  /** Calls of GetOpenIdTokenForDeveloperIdentity a second, per account and region. */
  private static final double QUOTA = 50;

  /**
   * Sign-ins by password a second that a core of Keycloak bears, as its guide "Concepts for sizing
   * CPU and memory resources" has it.
   */
  private static final double SIGN_INS_PER_CORE = 15;

  /** A token is served for two thirds of its life. */
  private static final double SERVED = 2.0 / 3;

  @Override
  public String name() {
    return "million";
  }

  @Override
  public List<Row> run(Stand stand, Size size, Extras extras) {
    Rounds rounds =
        new Rounds("a million users on paper", "quota of 50 calls a second")
            .goal(regions("an hour", "8 h"), Goal.atLeast(1))
            .note(
                "Regions, or accounts, that the quota needs: users who first call within an hour or"
                    + " three, one in ten of them active at any time, each renewed when two thirds"
                    + " of the token's life are over. The quota is the account's in a region: more"
                    + " pools in it do not help. Where all sign in by password, Keycloak's own"
                    + " limit is its hash: 15 a second and core, by its guide on sizing.");
    for (int hours : List.of(1, 3)) {
      rounds.add(
          "cores of Keycloak for sign-ins by password, all come within " + curve(hours),
          Math.ceil(USERS / (hours * 3_600) / SIGN_INS_PER_CORE));
      for (int minutes : List.of(15, 60, 480)) {
        double arriving = USERS / (hours * 3_600);
        double renewing = USERS / 10 / (minutes * 60 * SERVED);
        rounds.add(
            regions(curve(hours), minutes < 60 ? minutes + " min" : minutes / 60 + " h"),
            Math.ceil((arriving + renewing) / QUOTA));
      }
    }
    return List.of(rounds.row());
  }

  private static String curve(int hours) {
    return hours == 1 ? "an hour" : hours + " hours";
  }

  private static String regions(String curve, String life) {
    return "regions, all come within " + curve + ", tokens of " + life;
  }
}
