package io.github.keycloakcognito.benchmark.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakcognito.benchmark.stand.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A closed loop: so many connections, each of which sends again once it is answered. */
public final class Wrk {

  /** One: it costs next to nothing, and the machine's cores are for the servers. */
  private static final String THREADS = "1";

  private static final Duration SLICE = Duration.ofSeconds(2);

  private static final String RESULT = "result: ";

  private static final String IN_TURNS =
      """
      local next = 0
      request = function()
        next = next % #all + 1
        return all[next]
      end
      """;

  private static final String DONE =
      """
      done = function(summary)
        local e = summary.errors
        io.write(string.format('\\nresult: {"requests":%d,"micros":%d,"refused":%d,"broken":%d}\\n',
          summary.requests, summary.duration, e.status, e.connect + e.read + e.write + e.timeout))
      end
      """;

  private Wrk() {}

  /**
   * The version of the one that is installed.
   *
   * @throws LoadException saying how to install it
   */
  public static String version() {
    // It prints its version and its usage, and ends with 1.
    String first = output(List.of("wrk", "-v")).lines().findFirst().orElse("");
    return first.replaceAll(" Copyright.*", "");
  }

  /**
   * Answered requests a second, of several calls that are measured in turns, a slice of the time
   * each, so that what the machine does besides meets all of them.
   *
   * @throws LoadException if one was not answered with success
   */
  public static Map<Call, Double> throughputs(List<Call> calls, int connections, Duration time) {
    Duration slice = SLICE.compareTo(time) < 0 ? SLICE : time;
    long slices = time.dividedBy(slice);
    Map<Call, Double> sums = new LinkedHashMap<>();
    for (long i = 0; i < slices; i++) {
      for (Call call : calls) {
        sums.merge(call, throughput(call, connections, slice) / slices, Double::sum);
      }
    }
    return sums;
  }

  /**
   * Answered requests a second.
   *
   * @throws LoadException if one was not answered with success
   */
  public static double throughput(Call call, int connections, Duration time) {
    Result result = run(List.of(call), connections, time);
    if (result.refused() > 0) {
      throw new LoadException(call.uri() + ": " + result + ", now " + call.refusal());
    }
    return result.answered() / result.seconds();
  }

  /**
   * Requests that were answered with success, a second; refused ones are left out.
   *
   * @param calls sent in turns, all to the same server
   */
  public static double successes(List<Call> calls, int connections, Duration time) {
    Result result = run(calls, connections, time);
    return (result.answered() - result.refused()) / result.seconds();
  }

  private record Result(long answered, double seconds, long refused, long broken) {}

  private static Result run(List<Call> calls, int connections, Duration time) {
    try {
      // The script holds tokens.
      Path script =
          Files.createTempFile(
              "wrk",
              ".lua",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(script, script(calls));
        return run(calls.get(0), connections, time, script);
      } finally {
        Files.delete(script);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result run(Call call, int connections, Duration time, Path script) {
    String output =
        output(
            List.of(
                "wrk",
                "-t",
                THREADS,
                "-c",
                String.valueOf(connections),
                "-d",
                time.toSeconds() + "s",
                "--timeout",
                "10s",
                "-s",
                script.toString(),
                call.uri().toString()));
    JsonNode json =
        output
            .lines()
            .filter(line -> line.startsWith(RESULT))
            .findFirst()
            .map(line -> Http.tree(line.substring(RESULT.length())))
            .orElseThrow(() -> new LoadException("wrk: " + output));
    Result result =
        new Result(
            json.path("requests").asLong(),
            json.path("micros").asLong() / 1e6,
            json.path("refused").asLong(),
            json.path("broken").asLong());
    if (result.broken() > 0) {
      throw new LoadException(call.uri() + ": not all requests were answered: " + result);
    }
    return result;
  }

  /** A single call is put together once: the client's work is not for the machine to pay. */
  private static String script(List<Call> calls) {
    if (calls.size() == 1) {
      Call call = calls.get(0);
      return String.join(
          "\n",
          "wrk.method = " + quoted(call.method()),
          "wrk.headers = " + headers(call),
          "wrk.body = " + quoted(call.body()),
          DONE);
    }
    return calls.stream()
        .map(
            call ->
                String.join(
                    ", ",
                    quoted(call.method()),
                    quoted(path(call)),
                    headers(call),
                    quoted(call.body())))
        .collect(
            Collectors.joining(
                ")\nall[#all + 1] = wrk.format(",
                "local all = {}\ninit = function()\nall[#all + 1] = wrk.format(",
                ")\nend\n" + IN_TURNS + DONE));
  }

  private static String headers(Call call) {
    return call.headers().entrySet().stream()
        .map(header -> "[" + quoted(header.getKey()) + "] = " + quoted(header.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String path(Call call) {
    String query = call.uri().getRawQuery();
    return call.uri().getRawPath() + (query == null ? "" : "?" + query);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output;
    } catch (IOException e) {
      throw new LoadException("wrk is missing: install it (Debian: apt-get install wrk)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    }
  }
}
