package io.github.keycloakcognito.benchmark.report;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The pictures of the report, as SVG. */
final class Plots {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;

  private Plots() {}

  /** Draws those that have points into a folder. */
  static void draw(Extras extras, Path folder) {
    draw(
        extras.latency(),
        "p99 against arrivals",
        "requests a second",
        "milliseconds",
        folder.resolve("latency.svg"));
    draw(
        extras.calls(),
        "Calls to Cognito: by users, not by requests",
        "users",
        "calls",
        folder.resolve("calls.svg"));
    draw(extras.memory(), "Heap of the cache", "cached users", "MB", folder.resolve("memory.svg"));
  }

  private static void draw(Curve curve, String title, String x, String y, Path file) {
    if (curve.lines().isEmpty()) {
      return;
    }
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart
        .getStyler()
        .setXAxisDecimalPattern("#,##0")
        .setXAxisMin(0.0)
        .setYAxisMin(0.0)
        .setLegendPosition(LegendPosition.InsideNW)
        .setChartBackgroundColor(Color.WHITE);
    for (Map.Entry<String, Map<Double, Double>> line : curve.lines().entrySet()) {
      chart.addSeries(
          line.getKey(),
          line.getValue().keySet().stream().toList(),
          line.getValue().values().stream().toList());
    }
    try {
      ChartEncoder.saveChart(chart, file.toString(), "svg");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
