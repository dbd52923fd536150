package io.github.keycloakcognito.devstack.cognito.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The parameters of a query-protocol request; the same reading and refusing as {@link Input}. */
public final class Form {
  private final Map<String, String> parameters;
  private final Violations violations = new Violations();

  private Form(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /** Reads the body and, where it says nothing, the query string. */
  public static Form of(Request request) {
    Map<String, String> parameters = new HashMap<>();
    read(request.query(), parameters);
    read(new String(request.body(), StandardCharsets.UTF_8), parameters);
    return new Form(parameters);
  }

  private static void read(String encoded, Map<String, String> into) {
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        into.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ErrorCode.SERIALIZATION.because("The request is not a valid form.");
    }
  }

  /** A parameter as it came. */
  public Optional<String> raw(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** A required string; empty if it is missing, which {@link #check} refuses. */
  public String required(String name, Text shape) {
    Optional<String> value = optional(name, shape);
    if (value.isEmpty()) {
      violations.addNull(Input.path(name));
    }
    return value.orElse("");
  }

  /** A string that may be missing. */
  public Optional<String> optional(String name, Text shape) {
    Optional<String> value = raw(name);
    value.ifPresent(text -> shape.check(text, Input.path(name), violations));
    return value;
  }

  /** An integer that may be missing. */
  public OptionalLong number(String name, int min, int max) {
    if (raw(name).isEmpty()) {
      return OptionalLong.empty();
    }
    String text = raw(name).get();
    long value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ErrorCode.SERIALIZATION.because("Value '" + text + "' is not an Integer");
    }
    if (value < min) {
      violations.add(
          text, Input.path(name), "Member must have value greater than or equal to " + min);
    }
    if (value > max) {
      violations.add(text, Input.path(name), "Member must have value less than or equal to " + max);
    }
    return OptionalLong.of(value);
  }

  /** Refuses the input if any constraint is violated. */
  public void check() {
    violations.check();
  }
}
