package io.github.keycloakcognito.devstack.cognito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests no HTTP client would send. */
final class Wire {
  private Wire() {}

  /** The whole answer to a GET of a target as it is given. */
  static String get(URI endpoint, String target) {
    return get(endpoint, target, "local");
  }

  /** The same for a host as it is given. */
  static String get(URI endpoint, String target, String host) {
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      String request =
          "GET "
              + target
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
