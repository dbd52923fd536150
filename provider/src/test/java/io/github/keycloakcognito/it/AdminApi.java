package io.github.keycloakcognito.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Keycloak's Admin REST API, as the bootstrap administrator. */
final class AdminApi {

  /** Less than a token's minute. */
  private static final Duration TOKEN_SERVES = Duration.ofSeconds(40);

  private final Http http = new Http();
  private final URI url;
  private String token;
  private Instant tokenServesUntil = Instant.MIN;

  AdminApi(URI keycloak) {
    this.url = keycloak;
  }

  /**
   * @param path below {@code /admin}
   */
  JsonNode get(String path) {
    return expect(call("GET", path, null), 200).json();
  }

  /** Returns the id of what was created. */
  String create(String path, Object representation) {
    String location = expect(call("POST", path, representation), 201).header("Location").orElse("");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  void put(String path, Object representation) {
    expect(call("PUT", path, representation), 204);
  }

  void post(String path, Object representation) {
    Answer answer = call("POST", path, representation);
    if (answer.status() >= 300) {
      throw new AssertionError(path + ": " + answer.status() + " " + answer.body());
    }
  }

  void delete(String path) {
    expect(call("DELETE", path, null), 204);
  }

  Answer call(String method, String path, Object representation) {
    return http.send(
        Http.request(URI.create(url + "/admin" + path))
            .header("Authorization", "Bearer " + recentToken())
            .header("Content-Type", "application/json")
            .method(
                method,
                representation == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Answer.JSON.valueToTree(representation).toString())));
  }

  /**
   * An access token that holds for some seconds yet: a sign-in of the bootstrap administrator costs
   * more than most of what is then asked.
   */
  synchronized String recentToken() {
    Instant now = Instant.now();
    if (now.isAfter(tokenServesUntil)) {
      token = token();
      tokenServesUntil = now.plus(TOKEN_SERVES);
    }
    return token;
  }

  /** A new access token, which holds for a minute. */
  String token() {
    return http.send(
            Http.form(
                URI.create(url + "/realms/master/protocol/openid-connect/token"),
                Map.of(
                    "grant_type", "password",
                    "client_id", "admin-cli",
                    "username", "admin",
                    "password", "admin")))
        .text("access_token");
  }

  private static Answer expect(Answer answer, int status) {
    if (answer.status() != status) {
      throw new AssertionError(
          answer.http().request().uri() + ": " + answer.status() + " " + answer.body());
    }
    return answer;
  }
}
