package io.github.keycloakcognito.exchange;

import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * A bound of this node, and how near it is.
 *
 * @param name for metrics
 * @param region of AWS, where it is about one
 * @param now the value at this moment; asked from any thread
 * @param most what {@code now} does not exceed
 */
public record Limit(String name, Optional<String> region, DoubleSupplier now, double most) {

  /** One of the whole node. */
  public static Limit of(String name, DoubleSupplier now, double most) {
    return new Limit(name, Optional.empty(), now, most);
  }

  /** One of the node's calls to a region. */
  static Limit in(String region, String name, DoubleSupplier now, double most) {
    return new Limit(name, Optional.of(region), now, most);
  }
}
