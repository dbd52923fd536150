package io.github.keycloakcognito.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends bytes that no well-behaved HTTP client would send; one connection for each request. */
record RawHttp(URI server) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * @param status 0 where no HTTP answer came within the time-out
   * @param text head and body as they came; why not, where no answer came
   */
  record Reply(int status, String text) {}

  Reply send(byte[] request) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    String end = "end of stream";
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(server.getHost(), server.getPort()), (int) TIMEOUT.toMillis());
      try {
        socket.getOutputStream().write(request);
      } catch (IOException e) {
        end = "write: " + e; // A server may answer and close before it has read everything.
      }
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8192];
      for (int read = 0; read >= 0; ) {
        received.write(buffer, 0, read);
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        socket.setSoTimeout((int) Math.max(1, left));
        read = in.read(buffer);
      }
    } catch (IOException e) {
      end = end + ", read: " + e;
    }
    String text = received.toString(StandardCharsets.UTF_8);
    return text.startsWith("HTTP/1.1 ") && text.contains("\r\n\r\n")
        ? new Reply(Integer.parseInt(text.substring(9, 12)), text)
        : new Reply(0, end + ": " + text);
  }

  static byte[] bytes(String head, byte[] body) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    try {
      request.write(head.getBytes(StandardCharsets.UTF_8));
      request.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return request.toByteArray();
  }
}
