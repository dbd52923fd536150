package io.github.keycloakcognito.benchmark.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one run has measured.
 *
 * @param run the size and the day of it
 * @param machine what it ran on
 * @param versions of what it measured and measured with
 */
public record Report(
    Map<String, String> run,
    Map<String, String> machine,
    String versions,
    List<Row> rows,
    Extras extras) {

  private static final String BEGIN = "<!-- report: begin -->";
  private static final String END = "<!-- report: end -->";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Writes {@code results.json} and the pictures into a folder. */
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("results.json"), JSON.writeValueAsString(results()) + "\n");
      Plots.draw(extras, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the report into a file. */
  public void writeText(Path file) {
    try {
      Files.writeString(file, markdown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the report between the marks of a Markdown file. */
  public void putInto(Path readme) {
    try {
      String text = Files.readString(readme);
      if (!text.contains(BEGIN) || !text.contains(END)) {
        throw new IllegalStateException(readme + " lacks " + BEGIN + " or " + END);
      }
      int begin = text.indexOf(BEGIN) + BEGIN.length();
      int end = text.indexOf(END);
      Files.writeString(
          readme, text.substring(0, begin) + "\n\n" + markdown() + "\n" + text.substring(end));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> results() {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("run", run);
    results.put("machine", machine);
    results.put("versions", versions);
    results.put("rows", rows.stream().map(Report::result).toList());
    return results;
  }

  private static Map<String, Object> result(Row row) {
    Map<String, Object> measured = new LinkedHashMap<>();
    Map<String, Object> spread = new LinkedHashMap<>();
    row.samples()
        .forEach(
            (measure, samples) -> {
              measured.put(measure, rounded(samples.median()));
              spread.put(measure, List.of(rounded(samples.least()), rounded(samples.greatest())));
            });
    Map<String, Object> target = new LinkedHashMap<>();
    row.goals().forEach((measure, goal) -> target.put(measure, goal.toString()));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("scenario", row.scenario());
    result.put("comparedWith", row.comparedWith());
    result.put("measured", measured);
    result.put("spread", spread);
    result.put("target", target);
    result.put("met", row.met());
    result.put("rounds", row.rounds());
    result.put("note", row.note());
    return result;
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  /** A table of all measures, and the notes. */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "A "
            + run.get("size")
            + " run of "
            + run.get("day")
            + ", "
            + run.get("minutes")
            + " minutes. Machine: "
            + list(machine)
            + ". Versions: "
            + versions
            + ".");
    lines.add("");
    lines.add("| scenario | compared with | measure | median | least to most | to reach | met |");
    lines.add("|---|---|---|---|---|---|---|");
    rows.forEach(row -> row.samples().forEach((name, s) -> lines.add(line(row, name, s))));
    lines.add("");
    for (Row row : rows) {
      if (!row.note().isEmpty()) {
        lines.add("* " + row.scenario() + ": " + row.note());
      }
    }
    if (!extras.costs().isEmpty()) {
      lines.addAll(costs());
    }
    return String.join("\n", lines) + "\n";
  }

  private List<String> costs() {
    List<String> doors =
        extras.costs().values().stream()
            .flatMap(cost -> cost.keySet().stream())
            .distinct()
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("| microseconds of the processor | " + String.join(" | ", doors) + " |");
    lines.add("|---|" + "---|".repeat(doors.size()));
    extras.costs().forEach((part, cost) -> lines.add(costLine(part, cost, doors)));
    Map<String, Double> sums = new LinkedHashMap<>();
    extras.costs().values().forEach(cost -> cost.forEach((d, v) -> sums.merge(d, v, Double::sum)));
    lines.add(costLine("all", sums, doors));
    return lines;
  }

  private static String costLine(String part, Map<String, Double> cost, List<String> doors) {
    return "| "
        + part
        + " | "
        + doors.stream()
            .map(door -> Numbers.shown(cost.getOrDefault(door, 0.0)))
            .collect(Collectors.joining(" | "))
        + " |";
  }

  private static String line(Row row, String measure, Samples samples) {
    Goal goal = row.goals().get(measure);
    boolean first = row.samples().keySet().iterator().next().equals(measure);
    String met = goal == null ? "" : goal.reached(samples.median()) ? "yes" : "**no**";
    return String.join(
        " | ",
        "| " + (first ? row.scenario() : ""),
        first ? row.comparedWith() : "",
        measure,
        Numbers.shown(samples.median()),
        samples.values().size() == 1
            ? ""
            : Numbers.shown(samples.least()) + " to " + Numbers.shown(samples.greatest()),
        goal == null ? "" : goal.toString(),
        met + " |");
  }

  private static String list(Map<String, String> named) {
    return named.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
