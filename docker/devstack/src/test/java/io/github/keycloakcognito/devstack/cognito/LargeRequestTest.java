package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LargeRequestTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  @Test
  void aBodyThatIsTooLargeIsAnsweredInTheWordsOfItsService() {
    String large = "x".repeat((8 << 20) + 1);
    HttpResponse<String> json = Raw.json(SERVER.endpoint(), "GetId", large).send();
    assertThat(json.statusCode()).isEqualTo(413);
    assertThat(json.body())
        .isEqualTo(
            "{\"__type\":\"RequestEntityTooLargeException\","
                + "\"message\":\"A request can have 8388608 bytes at most.\"}");
    HttpResponse<String> query = Raw.form(SERVER.endpoint(), large).send();
    assertThat(query.statusCode()).isEqualTo(413);
    assertThat(query.body()).contains("<Code>RequestEntityTooLargeException</Code>");
  }

  @Test
  void aMessageThatRepeatsALongValueFitsIntoItsHeader() {
    String value = "x".repeat(1 << 20);
    HttpResponse<String> response =
        Raw.json(SERVER.endpoint(), "GetId", "{\"IdentityPoolId\":\"" + value + "\"}").send();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("Value '" + value + "' at 'identityPoolId'");
    assertThat(response.headers().firstValue("x-amzn-ErrorMessage").orElseThrow())
        .startsWith("2 validation errors detected: Value 'xxx")
        .hasSize(1024);
  }
}
