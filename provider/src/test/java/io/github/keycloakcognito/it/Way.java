package io.github.keycloakcognito.it;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two ways to one exchange. */
enum Way {
  REST {
    @Override
    Answer ask(TestRealm realm, Wanted wanted, Subject subject, Map<String, String> parameters) {
      return realm
          .http()
          .send(
              Http.form(realm.door("/" + wanted.door), parameters)
                  .header("Authorization", "Bearer " + subject.token()));
    }
  },

  TOKEN_ENDPOINT {
    @Override
    Answer ask(TestRealm realm, Wanted wanted, Subject subject, Map<String, String> parameters) {
      Map<String, String> form = new HashMap<>(parameters);
      form.putAll(wanted.form());
      form.putAll(subject.form());
      return realm.http().send(Http.form(realm.tokenEndpoint(), form));
    }
  };

  /** What is asked for, in the words of each way. */
  enum Wanted {
    TOKEN("token", "openid-token"),
    CREDENTIALS("credentials", "aws-credentials");

    final String door;
    final String type;

    Wanted(String door, String shortType) {
      this.door = door;
      this.type = "urn:keycloak-cognito:token-type:" + shortType;
    }

    Map<String, String> form() {
      return Map.of(
          "grant_type",
          "urn:ietf:params:oauth:grant-type:token-exchange",
          "requested_token_type",
          type);
    }
  }

  /**
   * Whose access token, sent by which client.
   *
   * @param secret null for a public client
   */
  record Subject(String token, String clientId, String secret) {

    static Subject of(String token, String clientId) {
      return new Subject(token, clientId, null);
    }

    Map<String, String> form() {
      Map<String, String> form = new LinkedHashMap<>();
      form.put("subject_token", token);
      form.put("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
      form.put("client_id", clientId);
      if (secret != null) {
        form.put("client_secret", secret);
      }
      return form;
    }
  }

  static final List<String> OAUTH_MEMBERS =
      List.of("access_token", "issued_token_type", "token_type", "expires_in");

  abstract Answer ask(
      TestRealm realm, Wanted wanted, Subject subject, Map<String, String> parameters);
}
