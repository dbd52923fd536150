package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WireTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static HttpResponse<String> getId(String body) {
    return Raw.json(SERVER.endpoint(), "GetId", body).send();
  }

  @Test
  void errorsLookLikeThoseOfAws() {
    HttpResponse<String> response = getId("{\"IdentityPoolId\":\"" + Cognito.STRICT_POOL + "\"}");
    String message = "Unauthenticated access is not supported for this identity pool.";
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo("{\"__type\":\"NotAuthorizedException\",\"message\":\"" + message + "\"}");
    assertThat(header(response, "x-amzn-ErrorType")).isEqualTo("NotAuthorizedException:");
    assertThat(header(response, "x-amzn-ErrorMessage")).isEqualTo(message);
    assertThat(header(response, "x-amzn-RequestId")).hasSize(36);
    assertThat(header(response, "Content-Type")).isEqualTo("application/x-amz-json-1.1");
    assertThat(header(response, "Strict-Transport-Security"))
        .isEqualTo("max-age=31536000; includeSubDomains");
    assertThat(header(response, "access-control-allow-origin")).isEqualTo("*");
    assertThat(header(response, "access-control-expose-headers"))
        .isEqualTo("x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date");
    assertThat(header(response, "Date")).endsWith(" GMT");
  }

  @Test
  void browsersMayAsk() {
    HttpResponse<String> response =
        Raw.request(SERVER.endpoint(), "OPTIONS", "/")
            .header("origin", "http://localhost:3000")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type,x-amz-target")
            .send();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "access-control-allow-origin")).isEqualTo("*");
    assertThat(header(response, "access-control-allow-methods")).contains("POST");
    assertThat(header(response, "access-control-allow-headers"))
        .isEqualTo("content-type,x-amz-target");
  }

  @Test
  void violatedConstraintsAreNamedAllAtOnce() {
    assertThat(getId("{}").body())
        .isEqualTo(
            validation(
                "1 validation error detected: Value null at 'identityPoolId' failed to satisfy"
                    + " constraint: Member must not be null"));
    assertThat(getId("{\"IdentityPoolId\":\"EU:G1\"}").body())
        .isEqualTo(
            validation(
                "1 validation error detected: Value 'EU:G1' at 'identityPoolId' failed to satisfy"
                    + " constraint: Member must satisfy regular expression pattern:"
                    + " [\\\\w-]+:[0-9a-f-]+"));
  }

  @Test
  void violationsAddUp() {
    assertThat(getId("{\"IdentityPoolId\":\"x\",\"AccountId\":\"1234567890123456\"}").body())
        .contains("2 validation errors detected: ")
        .contains(
            "Value '1234567890123456' at 'accountId' failed to satisfy constraint:"
                + " Member must have length less than or equal to 15; Value 'x'");
  }

  @Test
  void loginsAreNeverRepeated() {
    String secret = "s3cret";
    StringBuilder logins = new StringBuilder("\"\":\"" + secret + "\"");
    for (int i = 0; i < 10; i++) {
      logins.append(",\"p").append(i).append("\":\"\"");
    }
    assertThat(getId("{\"IdentityPoolId\":\"" + POOL + "\",\"Logins\":{" + logins + "}}").body())
        .contains("3 validation errors detected")
        .contains(
            "Value at 'logins' failed to satisfy constraint: Member must have length less"
                + " than or equal to 10")
        .contains(
            "Map keys must satisfy constraint: [Member must have length less than or equal"
                + " to 128, Member must have length greater than or equal to 1]")
        .contains(
            "Map value must satisfy constraint: [Member must have length less than or equal"
                + " to 50000, Member must have length greater than or equal to 1]")
        .doesNotContain(secret);
  }

  @Test
  void whatIsNoJsonIsASerializationError() {
    for (String body : new String[] {"", "{", "[]", "{} {}", "\"x\"", "null"}) {
      assertThat(getId(body).body()).startsWith("{\"__type\":\"SerializationException\"");
    }
    assertThat(getId("{\"IdentityPoolId\":7}").body())
        .startsWith("{\"__type\":\"SerializationException\"");
    assertThat(getId("{\"IdentityPoolId\":\"" + POOL + "\",\"Logins\":[]}").body())
        .startsWith("{\"__type\":\"SerializationException\"");
  }

  @Test
  void unknownOperationsAreRefused() {
    for (String operation : new String[] {"Nonsense", "", "Get Id"}) {
      assertThat(Raw.json(SERVER.endpoint(), operation, "{}").send().body())
          .startsWith("{\"__type\":\"UnknownOperationException\"");
    }
    HttpResponse<String> other =
        Raw.json(SERVER.endpoint(), "GetId", "{}")
            .header("x-amz-target", "AWSCognitoIdentityProviderService.GetId")
            .send();
    assertThat(other.body()).startsWith("{\"__type\":\"UnknownOperationException\"");
    HttpResponse<String> sts =
        Raw.form(SERVER.endpoint(), "Action=Nonsense&Version=2011-06-15").send();
    assertThat(sts.statusCode()).isEqualTo(400);
    assertThat(sts.body())
        .contains("<Type>Sender</Type><Code>InvalidAction</Code>")
        .contains("Could not find operation Nonsense for version 2011-06-15");
    assertThat(Raw.form(SERVER.endpoint(), "Action=GetCallerIdentity&Version=1").send().body())
        .contains("<Code>InvalidAction</Code>");
    assertThat(Raw.form(SERVER.endpoint(), "%zz=1").send().statusCode()).isEqualTo(400);
  }

  @Test
  void stsErrorsAreXml() {
    HttpResponse<String> response =
        Raw.form(SERVER.endpoint(), "Action=AssumeRoleWithWebIdentity&Version=2011-06-15").send();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(header(response, "Content-Type")).isEqualTo("text/xml");
    assertThat(response.body())
        .startsWith(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                + "<Type>Sender</Type><Code>ValidationError</Code><Message>3 validation errors"
                + " detected: Value null at 'roleArn' failed to satisfy constraint: Member must not"
                + " be null; ")
        .endsWith(
            "</Error><RequestId>"
                + header(response, "x-amzn-RequestId")
                + "</RequestId></ErrorResponse>");
  }

  @Test
  void otherPathsAreNotFound() {
    assertThat(Raw.request(SERVER.endpoint(), "GET", "/nothing").send().statusCode())
        .isEqualTo(404);
  }

  @Test
  void aBodyMayArriveSlowly() throws IOException {
    byte[] body = ("{\"IdentityPoolId\":\"" + POOL + "\"}").getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.running().port())) {
      String head =
          "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Amz-Target: "
              + Raw.TARGET
              + "GetId\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      for (byte b : body) {
        socket.getOutputStream().write(b);
        socket.getOutputStream().flush();
      }
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 OK")
          .contains("\"IdentityId\"");
    }
  }

  private static String validation(String message) {
    return "{\"__type\":\"ValidationException\",\"message\":\"" + message + "\"}";
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }
}
