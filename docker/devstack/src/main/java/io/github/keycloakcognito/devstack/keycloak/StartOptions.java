package io.github.keycloakcognito.devstack.keycloak;

import java.util.LinkedHashMap;
import java.util.Map;

/** The options of {@code kc.sh start} that follow from the ports; what the caller gave wins. */
record StartOptions(ServerPorts ports, Map<String, String> given) {

  Map<String, String> all() {
    Map<String, String> result = new LinkedHashMap<>();
    result.put("http-port", Integer.toString(ports.http()));
    result.put("http-management-port", Integer.toString(ports.management()));
    if (ports.https() != 0) {
      result.put("https-port", Integer.toString(ports.https()));
      result.put("http-management-scheme", "http");
    }
    if (!given.containsKey("hostname") && !given.containsKey("hostname-strict")) {
      putHostname(result);
    }
    result.putAll(given);
    return result;
  }

  private void putHostname(Map<String, String> result) {
    if (ports.https() == 0) {
      result.put("hostname", "http://localhost:" + ports.http());
    } else {
      // With two schemes there is no single base URL to fix.
      result.put("hostname-strict", "false");
    }
  }
}
