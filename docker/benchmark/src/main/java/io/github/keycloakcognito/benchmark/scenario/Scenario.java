package io.github.keycloakcognito.benchmark.scenario;

import io.github.keycloakcognito.benchmark.Size;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.util.List;

/** Something that is measured; one row of the report, or several that belong together. */
public interface Scenario {

  /** By which the command line asks for it. */
  String name();

  /** Whether it is no part of a whole run. */
  default boolean onlyByName() {
    return false;
  }

  /**
   * Measures, and tells on standard output what it measures.
   *
   * @param extras takes points for the pictures
   */
  List<Row> run(Stand stand, Size size, Extras extras);
}
