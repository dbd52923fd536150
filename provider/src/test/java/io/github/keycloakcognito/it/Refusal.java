package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A documented refusal.
 *
 * @param challenge the scheme of the WWW-Authenticate challenge; null where none belongs
 * @param named whether the challenge names the error
 */
record Refusal(int status, String error, String challenge, boolean named) {

  static final Refusal NO_TOKEN = new Refusal(401, "invalid_token", "Bearer", false);
  static final Refusal INVALID_TOKEN = new Refusal(401, "invalid_token", "Bearer", true);
  static final Refusal INVALID_DPOP = new Refusal(401, "invalid_token", "DPoP", true);
  static final Refusal INSUFFICIENT_SCOPE = new Refusal(403, "insufficient_scope", "Bearer", true);
  static final Refusal ACCESS_DENIED = new Refusal(403, "access_denied", null, false);
  static final Refusal INVALID_REQUEST = new Refusal(400, "invalid_request", null, false);
  static final Refusal NOT_FOUND = new Refusal(404, "not_found", null, false);

  /** Status, body, challenge, and nothing that is not the caller's business. */
  void check(Answer answer, String realm) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Cache-Control")).hasValue("no-store");
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactly("error", "error_description", "Code", "Message", "code", "message");
    assertThat(answer.text("error"))
        .isEqualTo(error)
        .isEqualTo(answer.text("Code"))
        .isEqualTo(answer.text("code"));
    assertThat(answer.text("error_description"))
        .isNotBlank()
        .isEqualTo(answer.text("Message"))
        .isEqualTo(answer.text("message"));
    assertThat(answer.body()).satisfies(Disclosure::none);
    if (challenge == null) {
      assertThat(answer.header("WWW-Authenticate")).isEmpty();
    } else {
      String header = answer.header("WWW-Authenticate").orElse("");
      assertThat(header).startsWith(challenge + " ").contains("realm=\"" + realm + "\"");
      assertThat(header.contains("error=\"" + error + "\"")).as(header).isEqualTo(named);
    }
  }
}
