package io.github.keycloakcognito.devstack.cognito.http;

import java.util.List;

/** What the control API can do, for people and programs that ask it. */
final class ControlHelp {
  /** All controls, in the order of the README. */
  static final List<Control> CONTROLS =
      List.of(
          new Control("GET", "help", "this list"),
          new Control("GET", "health", "{\"status\":\"UP\"}"),
          new Control("GET", "calls", "how often each operation was asked for"),
          new Control("DELETE", "calls", "counts anew"),
          new Control(
              "GET", "log", "the latest calls, newest last; ?limit=n&operation=name chooses"),
          new Control("DELETE", "log", "forgets them"),
          new Control("GET", "faults", "the faults in force, with the times left"),
          new Control(
              "PUT",
              "faults",
              "replaces all faults: [{\"operation\":\"GetId\" or \"*\",\"kind\":\"throttle|error|"
                  + "delay|hang|reset|garbage\",\"times\":n,\"delayMillis\":n,\"status\":n,"
                  + "\"type\":\"...\",\"message\":\"...\"}]"),
          new Control("DELETE", "faults", "clears all faults"),
          new Control("GET", "clock", "the time it lives by"),
          new Control("PUT", "clock", "moves its time: {\"offsetSeconds\":n}"),
          new Control("GET", "quotas", "whether rates are enforced, and which"),
          new Control(
              "PUT", "quotas", "{\"enabled\":true|false,\"rates\":{\"GetId\":calls a second}}"),
          new Control(
              "POST",
              "mint",
              "a token of a seeded issuer: {\"issuer\":\"...\",\"subject\":\"...\","
                  + "\"audience\":\"...\",\"expiresIn\":3600,\"claims\":{}}"),
          new Control("POST", "reset", "everything as at the first start"));

  /**
   * One control.
   *
   * @param path as given behind {@code /_local/}, kept in full
   * @param does what comes of it
   */
  record Control(String method, String path, String does) {
    Control {
      path = "/_local/" + path;
    }
  }

  private ControlHelp() {}
}
