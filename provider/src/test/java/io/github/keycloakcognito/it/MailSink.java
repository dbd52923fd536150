package io.github.keycloakcognito.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Just enough of an SMTP server (RFC 5321) to receive the mails of one Keycloak. */
final class MailSink implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("[?&]key=([\\w.-]+)");

  private final ServerSocket socket;
  private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();

  private MailSink(ServerSocket socket) {
    this.socket = socket;
  }

  static MailSink start() throws IOException {
    MailSink sink = new MailSink(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(sink::serve, "mail-sink");
    thread.setDaemon(true);
    thread.start();
    return sink;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The action token of the link in the next mail. */
  String nextActionToken() throws InterruptedException {
    String mail = mails.poll(30, TimeUnit.SECONDS);
    if (mail == null) {
      throw new AssertionError("no mail came");
    }
    // Quoted-printable (RFC 2045 section 6.7): soft line breaks and the equals sign.
    String plain = mail.replace("=\r\n", "").replace("=3D", "=");
    Matcher link = KEY.matcher(plain);
    if (!link.find()) {
      throw new AssertionError("no action token in: " + mail);
    }
    return link.group(1);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        converse(client);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void converse(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = client.getOutputStream();
    say(out, "220 mail-sink");
    String line = in.readLine();
    while (line != null && !line.startsWith("QUIT")) {
      if (line.equals("DATA")) {
        say(out, "354 go on");
        mails.add(data(in));
      }
      say(out, "250 OK");
      line = in.readLine();
    }
    say(out, "221 bye");
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder data = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      data.append(line).append("\r\n");
    }
    return data.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
