package io.github.keycloakcognito.benchmark.load;

import io.github.keycloakcognito.benchmark.stand.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is sent again and again.
 *
 * @param body empty for none
 */
public record Call(String method, URI uri, Map<String, String> headers, String body) {

  /** A GET with a bearer token. */
  public static Call get(URI uri, String token) {
    return new Call("GET", uri, bearer(token), "");
  }

  /** A POST without a body, with a bearer token. */
  public static Call post(URI uri, String token) {
    return new Call("POST", uri, bearer(token), "");
  }

  /** A form that is posted. */
  public static Call form(URI uri, Map<String, String> fields) {
    return new Call(
        "POST",
        uri,
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        Http.encode(fields));
  }

  private static Map<String, String> bearer(String token) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + token);
    return headers;
  }

  /** What the same request is answered now, if it is refused: errors hold no secrets. */
  String refusal() {
    HttpRequest.Builder request =
        Http.request(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    HttpResponse<String> answer = Http.send(request.build());
    return answer.statusCode() + (answer.statusCode() < 400 ? "" : " " + answer.body());
  }
}
