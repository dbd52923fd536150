package io.github.keycloakcognito.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.util.JsonSerialization;

/** The token response of an identity provider, as Keycloak's brokers store it. */
final class StoredToken {

  /** Where {@code AbstractOAuth2IdentityProvider} notes when the access token ends. */
  private static final String ACCESS_TOKEN_END = "accessTokenExpiration";

  private final JsonNode response;

  private StoredToken(JsonNode response) {
    this.response = response;
  }

  /**
   * @param json anything, null too; what is no token response holds no tokens
   */
  static StoredToken of(String json) {
    try {
      return new StoredToken(JsonSerialization.mapper.readTree(json == null ? "" : json));
    } catch (IOException e) {
      return new StoredToken(JsonSerialization.mapper.createObjectNode());
    }
  }

  /** The token of that member, if it still holds at {@code time}. */
  Optional<String> valid(String member, Instant time) {
    return Optional.ofNullable(text(member))
        .filter(token -> end(member, token) > time.getEpochSecond());
  }

  private long end(String member, String token) {
    if (!member.equals("id_token")) {
      long end = response.path(ACCESS_TOKEN_END).asLong();
      return end == 0 ? Long.MAX_VALUE : end;
    }
    try {
      Long end = new JWSInput(token).readJsonContent(JsonWebToken.class).getExp();
      return end == null ? 0 : end;
    } catch (JWSInputException e) {
      return 0;
    }
  }

  /** Whether there is something to get new tokens with. */
  boolean isRefreshable() {
    return text("refresh_token") != null;
  }

  /** The same response with its access token over: the broker only looks at that one's end. */
  String overdue() {
    ObjectNode overdue = response.deepCopy();
    return overdue.put(ACCESS_TOKEN_END, 1).toString();
  }

  private String text(String member) {
    JsonNode value = response.path(member);
    return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
  }
}
