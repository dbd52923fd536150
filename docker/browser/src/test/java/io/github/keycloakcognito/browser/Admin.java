package io.github.keycloakcognito.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Keycloak's admin REST, as the administrator of all realms. */
final class Admin {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI keycloak;

  Admin(URI keycloak) {
    this.keycloak = keycloak;
  }

  /**
   * The answer's JSON.
   *
   * @param path behind {@code /admin}, like {@code /realms/demo/users}
   */
  JsonNode get(String path) {
    return read(send("GET", path, BodyPublishers.noBody()).body());
  }

  /** The id of what was made, out of {@code Location}; empty where there is none. */
  String post(String path, Object body) {
    return send("POST", path, json(body))
        .headers()
        .firstValue("Location")
        .map(location -> location.substring(location.lastIndexOf('/') + 1))
        .orElse("");
  }

  void put(String path, Object body) {
    send("PUT", path, json(body));
  }

  void delete(String path) {
    send("DELETE", path, BodyPublishers.noBody());
  }

  private HttpResponse<String> send(String method, String path, BodyPublisher body) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(keycloak + "/admin" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, body)
                .build());
    if (answer.statusCode() >= 300) {
      throw new AssertionError(
          method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  private String token() {
    URI endpoint = URI.create(keycloak + "/realms/master/protocol/openid-connect/token");
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=password&client_id=admin-cli&username=admin&password=admin"))
                .build());
    return read(answer.body()).path("access_token").asText();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofString(JSON.writeValueAsString(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
