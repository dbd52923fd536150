package io.github.keycloakcognito.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir private Path folder;

  private final Rounds rounds =
      new Rounds("cached", "/userinfo").goal("ratio", Goal.atLeast(1.4)).note("A note.");
  private final Extras extras = Extras.empty();
  private Report report;

  @BeforeEach
  void measure() {
    rounds.add("ratio", 1.31);
    rounds.add("ratio", 1.52);
    rounds.add("ratio", 1.45);
    rounds.add("seconds", 12_345);
    extras.latency().add("/token", 100, 2.5);
    extras.latency().add("/token", 200, 3.5);
    report =
        new Report(
            Map.of("size", "full", "day", "2026-11-23", "minutes", "40"),
            Map.of("cores", "2"),
            "Keycloak 26",
            List.of(rounds.row()),
            extras);
  }

  @Test
  void resultsHaveAnObjectPerRow() throws IOException {
    report.write(folder);

    JsonNode results = new ObjectMapper().readTree(folder.resolve("results.json").toFile());
    assertThat(results.path("machine").path("cores").asText()).isEqualTo("2");
    assertThat(results.path("versions").asText()).isEqualTo("Keycloak 26");
    JsonNode row = results.path("rows").path(0);
    assertThat(row.path("scenario").asText()).isEqualTo("cached");
    assertThat(row.path("measured").path("ratio").asDouble()).isEqualTo(1.45);
    assertThat(row.path("spread").path("ratio").toString()).isEqualTo("[1.31,1.52]");
    assertThat(row.path("target").path("ratio").asText()).isEqualTo("≥ 1.4");
    assertThat(row.path("met").asBoolean()).isTrue();
    assertThat(row.path("rounds").asInt()).isEqualTo(3);
  }

  @Test
  void markdownIsATableWithNotes() {
    assertThat(report.markdown())
        .contains("| cached | /userinfo | ratio | 1.45 | 1.31 to 1.52 | ≥ 1.4 | yes |")
        .contains("|  |  | seconds | 12,345 |  |  |  |")
        .contains("* cached: A note.");
  }

  @Test
  void drawsWhatWasMeasured() throws IOException {
    report.write(folder);

    assertThat(Files.readString(folder.resolve("latency.svg"))).contains("<svg", "</svg>");
    assertThat(folder.resolve("memory.svg")).doesNotExist();
  }

  @Test
  void replacesTheReportOfAReadme() throws IOException {
    Path readme = folder.resolve("README.md");
    Files.writeString(readme, "before\n<!-- report: begin -->\nold\n<!-- report: end -->\nafter\n");

    report.putInto(readme);

    assertThat(Files.readString(readme))
        .startsWith("before\n<!-- report: begin -->\n\nA full run of 2026-11-23, 40 minutes.")
        .endsWith("<!-- report: end -->\nafter\n")
        .doesNotContain("old");
  }
}
