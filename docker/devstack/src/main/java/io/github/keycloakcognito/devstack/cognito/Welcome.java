package io.github.keycloakcognito.devstack.cognito;

import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.seed.SeedReader;
import java.nio.file.Path;
import java.util.List;

/** What the command line says first: where it listens, what is there, what clients need. */
final class Welcome {
  private final StringBuilder text = new StringBuilder();

  /**
   * Words it.
   *
   * @param demo whether the demo data was the seed; its key is public, so it is shown
   * @param state the state file; null for none
   */
  Welcome(LocalCognito running, boolean demo, Path state) {
    String version = LocalCognitoMain.Version.number().map(number -> " " + number).orElse("");
    line("Local Cognito" + version + " listens on " + running.endpoint() + " (Ctrl-C stops)");
    List<Pool> pools = running.pools();
    pools(pools);
    clients(running, pools, demo);
    line("");
    line("Status page: " + running.endpoint() + "/");
    line(
        state == null
            ? "State: in memory, gone at the end (--state FILE keeps it)"
            : "State: " + state);
  }

  private void pools(List<Pool> pools) {
    line("");
    line("Identity pools:");
    for (Pool pool : pools) {
      String provider =
          pool.developerProviderName().map(name -> ", developer provider " + name).orElse("");
      line("  " + pool.id() + "  " + pool.name() + provider);
    }
  }

  private void clients(LocalCognito running, List<Pool> pools, boolean demo) {
    line("");
    line("Clients need:");
    line("  export AWS_ENDPOINT_URL=" + running.endpoint());
    pools.stream().findFirst().ifPresent(pool -> line("  export AWS_REGION=" + pool.region()));
    if (demo) {
      AccessKey key = SeedReader.demo().accessKeys().get(0);
      line("  export AWS_ACCESS_KEY_ID=" + key.id());
      line("  export AWS_SECRET_ACCESS_KEY=" + key.secret());
    } else {
      line("  an access key of the seed");
    }
  }

  private void line(String line) {
    text.append(line).append(System.lineSeparator());
  }

  String text() {
    return text.toString();
  }
}
