package io.github.keycloakcognito.it;

import io.github.keycloakcognito.devstack.cognito.LocalCognito;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.time.Duration;
import java.util.List;

/** What may be the matter with Cognito while users are removed. */
enum Trouble {
  NONE {
    @Override
    void begin(LocalCognito cognito) {
      cognito.clearFaults();
    }
  },

  /** Its documented quota, a part of which others use up. */
  THROTTLED {
    @Override
    void begin(LocalCognito cognito) {
      cognito.quotas(true);
      cognito.faults(REMOVING.stream().map(o -> Fault.throttle(o).times(OTHERS_CALLS)).toList());
    }
  },

  DOWN {
    @Override
    void begin(LocalCognito cognito) {
      cognito.faults(List.of(Fault.reset("*")));
    }

    @Override
    Duration atLeast() {
      return Duration.ofMinutes(1);
    }
  },

  /** Not exchanges: what hangs is answered in the end, which AWS wouldn't do. */
  HANGING {
    @Override
    void begin(LocalCognito cognito) {
      cognito.faults(REMOVING.stream().map(Fault::hang).toList());
    }
  },

  DENIED {
    @Override
    void begin(LocalCognito cognito) {
      cognito.faults(
          REMOVING.stream()
              .map(o -> Fault.error(o, "AccessDeniedException", "not authorized to perform: " + o))
              .toList());
    }
  };

  /** The operations that take users' identities away. */
  private static final List<String> REMOVING =
      List.of("LookupDeveloperIdentity", "DeleteIdentities", "UnlinkDeveloperIdentity");

  private static final int OTHERS_CALLS = 10;

  abstract void begin(LocalCognito cognito);

  /** How long it lasts at least. */
  Duration atLeast() {
    return Duration.ZERO;
  }

  /** Ends whatever trouble there is. */
  static void end(LocalCognito cognito) {
    cognito.clearFaults();
    cognito.quotas(false);
  }
}
