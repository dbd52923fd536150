package io.github.keycloakcognito.devstack.cognito.sigv4;

import io.github.keycloakcognito.devstack.cognito.wire.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The canonical form of a request, as "Create a signed AWS API request" in the IAM user guide
 * defines it for every service but S3.
 */
final class CanonicalRequest {
  private static final String UNRESERVED = "-._~";

  private CanonicalRequest() {}

  static String of(Request request, List<String> signedHeaders) {
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append('\n');
    text.append(path(request.path())).append('\n');
    text.append(query(request.query())).append('\n');
    for (String name : signedHeaders) {
      text.append(name).append(':').append(headerValue(request, name)).append('\n');
    }
    text.append('\n');
    text.append(String.join(";", signedHeaders)).append('\n');
    text.append(Hashes.sha256Hex(request.body()));
    return text.toString();
  }

  /** Dot segments and doubled slashes removed; encoded once more on top of the wire's encoding. */
  private static String path(String raw) {
    if (raw.equals("/")) {
      return raw;
    }
    String normalized = URI.create(raw.replaceAll("/{2,}", "/")).normalize().getRawPath();
    String rooted = normalized.replaceFirst("^(/\\.\\.)+(?=/|$)", "");
    return rooted.isEmpty() ? "/" : encode(rooted, true);
  }

  /** The signature of a presigned request is no part of what is signed. */
  private static String query(String raw) {
    if (raw.isEmpty()) {
      return "";
    }
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!decode(name).equals(Authorization.SIGNATURE_PARAMETER)) {
        pairs.add(Map.entry(encode(decode(name), false), encode(decode(value), false)));
      }
    }
    pairs.sort(
        Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
    return String.join(
        "&", pairs.stream().map(pair -> pair.getKey() + "=" + pair.getValue()).toList());
  }

  private static String headerValue(Request request, String name) {
    return String.join(
        ",",
        request.headers().getOrDefault(name, List.of()).stream()
            .map(value -> value.trim().replaceAll(" {2,}", " "))
            .toList());
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encode(String text, boolean keepSlash) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c < 0x80 && Character.isLetterOrDigit(c))
              || UNRESERVED.indexOf(c) >= 0
              || (keepSlash && c == '/');
      encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return encoded.toString();
  }
}
