package io.github.keycloakcognito.devstack.cognito.assumption;

import java.util.Map;

/** What was decided, where the seed says something else than the defaults. */
public record Assumptions(Map<Assumption, String> decided) {

  /** The choice in force. */
  public String choice(Assumption assumption) {
    return decided.getOrDefault(assumption, assumption.choices().get(0));
  }

  /** Whether this choice is in force. */
  public boolean is(Assumption assumption, String choice) {
    return choice(assumption).equals(choice);
  }
}
