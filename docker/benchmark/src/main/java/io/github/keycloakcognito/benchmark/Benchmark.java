package io.github.keycloakcognito.benchmark;

import io.github.keycloakcognito.benchmark.load.Wrk;
import io.github.keycloakcognito.benchmark.report.Extras;
import io.github.keycloakcognito.benchmark.report.Machine;
import io.github.keycloakcognito.benchmark.report.Report;
import io.github.keycloakcognito.benchmark.report.Row;
import io.github.keycloakcognito.benchmark.scenario.Scenario;
import io.github.keycloakcognito.benchmark.scenario.Scenarios;
import io.github.keycloakcognito.benchmark.stand.Stand;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs scenarios and writes their report. */
@Command(
    name = "docker/benchmark/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures what the extension costs, and writes a report.")
final class Benchmark implements Callable<Integer> {

  @Option(names = "--short", description = "Less of everything.")
  private boolean quick;

  @Option(
      names = "--check",
      description = "Some scenarios only, quickly; fails where a ratio is far from its goal.")
  private boolean check;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SCENARIO",
      description = "Some of: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Names.class)
  private List<String> only = List.of();

  private static final List<String> CHECKED = List.of("cached", "token-exchange", "one-user");

  /** Of the check: its servers are hardly warm, and the machine may do other things besides. */
  private static final double MARGIN = 1.5;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Those that {@code --only} takes. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(Scenarios.ALL.stream().map(Scenario::name).toList());
    }
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmark()).execute(arguments));
  }

  @Override
  public Integer call() {
    List<Scenario> chosen = chosen();
    Size size = check ? Size.CHECK : quick ? Size.SHORT : Size.FULL;
    String versions = System.getProperty("benchmark.versions") + ", " + Wrk.version();
    Path module = Path.of(System.getProperty("benchmark.root"), "docker", "benchmark");
    Path target = module.resolve("target");
    Extras extras = Extras.empty();
    List<Row> rows = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    long began = System.nanoTime();
    Supplier<Report> soFar =
        () -> new Report(run(size, began), Machine.description(), versions, rows, extras);
    try (Stand stand =
        Stand.start(target.resolve("stand"), Path.of(System.getProperty("benchmark.provider")))) {
      for (Scenario scenario : chosen) {
        System.out.printf("%s  %s%n", elapsed(began), scenario.name());
        try {
          rows.addAll(scenario.run(stand, size, extras));
        } catch (RuntimeException e) {
          // A long run tells all that fails, and what the others measured is not lost.
          e.printStackTrace();
          failed.add(scenario.name());
        }
        soFar.get().write(target.resolve("report"));
        soFar.get().writeText(target.resolve("report").resolve("report.md"));
      }
    }
    Report report = soFar.get();
    if (size.equals(Size.FULL) && only.isEmpty() && failed.isEmpty()) {
      report.write(module);
      report.putInto(module.resolve("README.md"));
    }
    System.out.printf("%n%s%n", report.markdown());
    System.out.printf("%s  %s%n", elapsed(began), target.resolve("report"));
    if (!failed.isEmpty()) {
      System.err.printf("benchmark: failed: %s%n", String.join(", ", failed));
      return 1;
    }
    return check ? regressions(rows) : 0;
  }

  private static Map<String, String> run(Size size, long began) {
    Map<String, String> run = new LinkedHashMap<>();
    run.put("size", size.name());
    run.put("day", LocalDate.now(ZoneOffset.UTC).toString());
    run.put("minutes", String.valueOf(Duration.ofNanos(System.nanoTime() - began).toMinutes()));
    return run;
  }

  /** How many ratios are so far from their goals that no noise explains it. */
  private static int regressions(List<Row> rows) {
    int found = 0;
    for (Row row : rows) {
      for (String measure : row.beyond(MARGIN)) {
        System.err.printf("benchmark: regression: %s, %s%n", row.scenario(), measure);
        found++;
      }
    }
    return found;
  }

  private List<Scenario> chosen() {
    List<String> names = Scenarios.ALL.stream().map(Scenario::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "--only: " + name + " is none of " + String.join(", ", names));
      }
    }
    return Scenarios.ALL.stream()
        .filter(
            scenario ->
                only.isEmpty()
                    ? check ? CHECKED.contains(scenario.name()) : !scenario.onlyByName()
                    : only.contains(scenario.name()))
        .toList();
  }

  private static String elapsed(long began) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
    return String.format("%3d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
  }
}
