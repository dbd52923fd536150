package io.github.keycloakcognito.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the measuring was done on. */
public final class Machine {

  private static final double KIB_PER_GIB = 1 << 20;

  private Machine() {}

  /** Cores, processor, memory, operating system and JVM, by name. */
  public static Map<String, String> description() {
    Map<String, String> description = new LinkedHashMap<>();
    description.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    description.put("processor", found("/proc/cpuinfo", "model name\\s*:\\s*(.+)"));
    description.put(
        "memory",
        Math.round(Double.parseDouble(found("/proc/meminfo", "MemTotal:\\s*(\\d+)")) / KIB_PER_GIB)
            + " GiB");
    description.put(
        "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    description.put(
        "JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    return description;
  }

  private static String found(String file, String pattern) {
    try {
      return Pattern.compile(pattern)
          .matcher(Files.readString(Path.of(file)))
          .results()
          .findFirst()
          .map((MatchResult line) -> line.group(1).trim())
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
