package io.github.keycloakcognito.it;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One generated request to a realm's doors. */
final class FuzzRequest {

  private final String method;
  private final String target;
  private final List<String> headers;
  private final byte[] body;

  private FuzzRequest(String method, String target, List<String> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
  }

  static FuzzRequest of(Dice dice, URI doors, FuzzTokens tokens) {
    String method =
        dice.oneOf(
            "GET", "GET", "GET", "POST", "POST", "POST", "POST", "PUT", "DELETE", "PATCH", "HEAD",
            "OPTIONS");
    String target = doors.getRawPath() + path(dice);
    String query = dice.chance(40) ? "?" + FuzzBodies.form(dice) : "";
    List<String> headers = new ArrayList<>();
    headers.add("Host: " + doors.getAuthority());
    headers.add("Connection: close");
    if (dice.chance(88)) {
      headers.add("Authorization: " + tokens.authorization(dice));
    }
    if (dice.chance(4)) {
      headers.add("Authorization: " + tokens.authorization(dice));
    }
    if (headers.stream().anyMatch(h -> h.startsWith("Authorization: DPoP")) || dice.chance(5)) {
      headers.add("DPoP: " + tokens.proof(dice, method, doors + "/credentials"));
    }
    addOdd(dice, headers);
    byte[] body = new byte[0];
    if (!method.equals("HEAD") && dice.chance(method.equals("POST") ? 70 : 15)) {
      body = FuzzBodies.body(dice);
      if (dice.chance(95)) {
        headers.add("Content-Type: " + FuzzBodies.contentType(dice));
      }
      headers.add("Content-Length: " + body.length);
    } else if (method.equals("POST")) {
      headers.add("Content-Length: 0");
    }
    return new FuzzRequest(method, target + query, headers, body);
  }

  private static String path(Dice dice) {
    return switch (dice.below(10)) {
      case 0 -> "";
      case 1, 2, 3 -> "/token";
      case 4, 5, 6 -> "/credentials";
      case 7 -> "/" + Http.encode(dice.text(12)).replace("+", "%20");
      default ->
          dice.oneOf(
              "/",
              "/token/",
              "//token",
              "/./token",
              "/x/../token",
              "/tok%65n",
              "/TOKEN",
              "/token;a=b",
              "/token%00",
              "/token%0d%0aX:y",
              "/credentials%2Ftoken",
              "/credentials/x/y",
              "/%2e%2e/cognito",
              "/%",
              "/%zz",
              "/%ff",
              "/%c3%28",
              "/{door}",
              "/a|b",
              "/\u00e4",
              "/roles",
              "/identity",
              "/links/google",
              "/console",
              "/cli",
              "/" + "x".repeat(3000));
    };
  }

  private static void addOdd(Dice dice, List<String> headers) {
    if (dice.chance(40)) {
      headers.add(
          "Accept: "
              + dice.oneOf(
                  "*/*",
                  "application/json",
                  "text/html",
                  "text/html,application/json;q=0.9",
                  "application/json;q=x",
                  "application/json;q=7",
                  "image/png",
                  "json",
                  ";",
                  "a/b/c",
                  "",
                  "*",
                  "\u00e4/\u00f6"));
    }
    if (dice.chance(30)) {
      headers.add(
          "Origin: "
              + dice.oneOf(
                  "http://localhost:3000",
                  "https://evil.example",
                  "null",
                  "http://[",
                  "%%%",
                  "*",
                  "",
                  "\u00e4",
                  "x".repeat(500)));
    }
    if (dice.chance(8)) {
      headers.add(
          dice.oneOf(
              "Cookie: KEYCLOAK_IDENTITY=x; AUTH_SESSION_ID=%zz",
              "Accept-Language: \u00e4;q=x, zz-ZZ-zz",
              "Accept-Encoding: gzip;q=x",
              "Range: bytes=0-",
              "If-None-Match: *",
              "X-Forwarded-For: ${jndi:ldap://x/y}",
              "Access-Control-Request-Method: \u00e4",
              "Content-Language: ???"));
    }
  }

  byte[] bytes() {
    return RawHttp.bytes(head(), body);
  }

  private String head() {
    return method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  @Override
  public String toString() {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return head()
        + (text.length() > 400 ? text.substring(0, 400) + "… (" + text.length() + ")" : text);
  }
}
