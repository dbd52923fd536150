package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncWireTest {
  @RegisterExtension static final SyncServer SERVER = new SyncServer();

  private static final ObjectMapper JSON = new ObjectMapper();

  private static String base;

  @BeforeAll
  static void identity() {
    base = "/identitypools/" + encoded(POOL) + "/identities/" + encoded(SERVER.user(newUser()));
  }

  @Test
  void answersAreJsonWithSecondsSince1970() throws IOException {
    String token =
        json(get(base + "/datasets/d/records").send()).get("SyncSessionToken").textValue();
    HttpResponse<String> written =
        post(
                base + "/datasets/d",
                "{\"SyncSessionToken\":\""
                    + token
                    + "\",\"RecordPatches\":[{\"Op\":\"replace\",\"Key\":\"k\",\"Value\":\"v\","
                    + "\"SyncCount\":0,\"DeviceLastModifiedDate\":1.470241385123E9}]}")
            .send();
    assertThat(written.statusCode()).isEqualTo(200);
    assertThat(header(written, "content-type")).isEqualTo("application/json");
    assertThat(header(written, "x-amzn-RequestId")).hasSize(36);
    JsonNode record = json(written).get("Records").get(0);
    assertThat(record.get("DeviceLastModifiedDate").decimalValue())
        .isEqualByComparingTo("1470241385.123");
    assertThat(record.get("LastModifiedDate").isNumber()).isTrue();
    JsonNode listed = json(get(base + "/datasets/d/records?lastSyncCount=0&maxResults=1").send());
    assertThat(listed.get("Records").get(0)).isEqualTo(record);
    assertThat(listed.has("NextToken")).isFalse();
  }

  @Test
  void errorsAreNamedInAHeader() throws IOException {
    HttpResponse<String> missing = get(base + "/datasets/none").send();
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(header(missing, "x-amzn-ErrorType")).isEqualTo("ResourceNotFoundException:");
    assertThat(header(missing, "content-type")).isEqualTo("application/json");
    assertThat(header(missing, "access-control-allow-origin")).isEqualTo("*");
    assertThat(missing.body()).isEqualTo("{\"message\":\"Dataset 'none' not found.\"}");
    HttpResponse<String> invalid = get(base + "/datasets/no%20spaces").send();
    assertThat(invalid.statusCode()).isEqualTo(400);
    assertThat(header(invalid, "x-amzn-ErrorType")).isEqualTo("ValidationException:");
    assertThat(json(invalid).get("message").textValue())
        .isEqualTo(
            "1 validation error detected: Value 'no spaces' at 'datasetName' failed to satisfy"
                + " constraint: Member must satisfy regular expression pattern:"
                + " [a-zA-Z0-9_.:-]+");
  }

  @Test
  void colonsMayBeEncodedOrNot() {
    String plain = base.replace("%3A", ":");
    assertThat(plain).isNotEqualTo(base);
    assertThat(get(base + "/datasets").send().statusCode()).isEqualTo(200);
    assertThat(get(plain + "/datasets").send().statusCode()).isEqualTo(200);
    assertThat(get(base.replace("%3A", "%3a") + "/datasets").send().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b:c_d-e", "a.b%3Ac_d-e", "%2E%2E", "..."})
  void datasetsMayHaveNamesThatLookLikePaths(String name) throws IOException {
    HttpResponse<String> listed = get(base + "/datasets/" + name + "/records").send();
    assertThat(listed.statusCode()).isEqualTo(200);
    assertThat(json(listed).get("DatasetExists").booleanValue()).isFalse();
  }

  @Test
  void everyOperationIsSigned() throws IOException {
    HttpResponse<String> unsigned =
        Raw.request(SERVER.endpoint(), "GET", base + "/datasets").send();
    refused(unsigned, 403, "MissingAuthenticationTokenException");
    assertThat(json(unsigned).get("message").textValue()).isEqualTo("Missing Authentication Token");
    refused(
        Raw.request(SERVER.endpoint(), "GET", base + "/datasets")
            .signed(Cognito.KEY, "cognito-identity")
            .send(),
        403,
        "InvalidSignatureException");
    refused(
        get(base + "/datasets").header("x-amz-date", "x").send(),
        403,
        "IncompleteSignatureException");
    refused(
        get(base + "/datasets").header("authorization", "AWS4-HMAC-SHA256 x").send(),
        403,
        "IncompleteSignatureException");
    refused(post(base + "/datasets/d", "{}").body("{ }").send(), 403, "InvalidSignatureException");
    refused(
        Raw.request(SERVER.endpoint(), "GET", "/identitypools/").send(),
        403,
        "MissingAuthenticationTokenException");
  }

  @Test
  void credentialsAndSessionsEnd() {
    String user = newUser();
    String own = "/identitypools/" + encoded(POOL) + "/identities/" + encoded(SERVER.user(user));
    var credentials = SERVER.credentials(user);
    String token =
        SERVER
            .developer()
            .listRecords(r -> r.identityPoolId(POOL).identityId(SERVER.user(user)).datasetName("d"))
            .syncSessionToken();
    String body = "{\"SyncSessionToken\":\"" + token + "\"}";
    Duration soon = Duration.ofMinutes(29);
    SERVER.running().clockOffset(soon);
    Raw update = Raw.request(SERVER.endpoint(), "POST", own + "/datasets/d").body(body);
    assertThat(update.signed(credentials, "cognito-sync", "eu-west-1", ahead(soon)).send())
        .returns(200, HttpResponse::statusCode);
    Duration later = Duration.ofMinutes(31);
    SERVER.running().clockOffset(later);
    Raw late = Raw.request(SERVER.endpoint(), "POST", own + "/datasets/d").body(body);
    refused(
        late.signed(credentials, "cognito-sync", "eu-west-1", ahead(later)).send(),
        400,
        "InvalidParameterException");
    Duration over = Duration.ofMinutes(61);
    SERVER.running().clockOffset(over);
    Raw expired = Raw.request(SERVER.endpoint(), "GET", own + "/datasets");
    refused(
        expired.signed(credentials, "cognito-sync", "eu-west-1", ahead(over)).send(),
        403,
        "ExpiredTokenException");
  }

  @Test
  void whatIsNoOperation() {
    for (Raw request :
        new Raw[] {
          get("/identitypools/"),
          get("/identitypools/x/unknown"),
          Raw.request(SERVER.endpoint(), "PUT", base + "/datasets/d"),
          Raw.request(SERVER.endpoint(), "DELETE", "/identitypools"),
          get(base + "/datasets/")
        }) {
      assertThat(request.send().statusCode()).isBetween(400, 404);
    }
    refused(
        Raw.request(SERVER.endpoint(), "PUT", base + "/datasets/d").send(),
        404,
        "UnknownOperationException");
    assertThat(get("/identitypoolsandmore").send().body()).isEqualTo("Not found\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "\"text\"",
        "{} {}",
        "{\"SyncSessionToken\":1}",
        "{\"SyncSessionToken\":\"x\",\"RecordPatches\":{}}",
        "{\"SyncSessionToken\":\"x\",\"RecordPatches\":[1]}",
        "{\"SyncSessionToken\":\"x\",\"RecordPatches\":"
            + "[{\"Op\":\"replace\",\"Key\":\"k\",\"SyncCount\":0,\"Value\":10}]}",
        "{\"SyncSessionToken\":\"x\",\"RecordPatches\":"
            + "[{\"Op\":\"replace\",\"Key\":\"k\",\"SyncCount\":\"0\"}]}"
      })
  void bodiesOfAnotherShape(String body) {
    refused(post(base + "/datasets/d", body).send(), 400, "SerializationException");
  }

  @Test
  void datesAreNumbers() throws IOException {
    HttpResponse<String> text = patch("\"DeviceLastModifiedDate\":\"2014-10-20T00:00:00Z\"");
    refused(text, 400, "SerializationException");
    assertThat(json(text).get("message").textValue())
        .isEqualTo("class java.lang.String can not be converted to milliseconds since epoch");
    assertThat(patch("\"DeviceLastModifiedDate\":1e999").statusCode()).isEqualTo(200);
    assertThat(get(base + "/datasets/odd/records").send().statusCode()).isEqualTo(200);
  }

  @Test
  void textIsUnicode() {
    refused(patch("\"Value\":\"\\ud800\""), 400, "InvalidParameterException");
  }

  private static HttpResponse<String> patch(String member) {
    String token;
    try {
      token = json(get(base + "/datasets/odd/records").send()).get("SyncSessionToken").textValue();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return post(
            base + "/datasets/odd",
            "{\"SyncSessionToken\":\""
                + token
                + "\",\"RecordPatches\":[{\"Op\":\"replace\",\"Key\":\""
                + newUser()
                + "\",\"SyncCount\":0,\"Value\":\"v\","
                + member
                + "}]}")
        .send();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lastSyncCount=x",
        "lastSyncCount=",
        "maxResults=99999999999",
        "maxResults=1.5",
        "lastSyncCount=99999999999999999999"
      })
  void queriesOfAnotherShape(String query) {
    refused(get(base + "/datasets/d/records?" + query).send(), 400, "SerializationException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/identitypools/%zz",
        "/identitypools/%",
        "/identitypools/a%2",
        "/identitypools/x?nextToken=%zz",
        "/identitypools?nextToken=%",
        "/identitypools/\"{}|^",
        "//identitypools/x",
        "/identitypools//identities//datasets"
      })
  void targetsThatAreNoUri(String target) throws IOException {
    String answer = send("GET " + target + " HTTP/1.1\r\n" + "Authorization: " + authorization());
    assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*");
  }

  private static String authorization() {
    return get("/identitypools").header("authorization").replace("\n", "")
        + "\r\nX-Amz-Date: "
        + get("/identitypools").header("x-amz-date");
  }

  /** As no HTTP client would. */
  private static String send(String head) throws IOException {
    int port = SERVER.running().port();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              (head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsAnswered() {
    String large = "x".repeat((8 << 20) + 1);
    HttpResponse<String> sync = post(base + "/datasets/d", large).send();
    refused(sync, 413, "RequestEntityTooLargeException");
    assertThat(sync.body())
        .isEqualTo("{\"message\":\"A request can have 8388608 bytes at most.\"}");
  }

  @Test
  void browsersMayDelete() {
    HttpResponse<String> response =
        Raw.request(SERVER.endpoint(), "OPTIONS", base + "/datasets/d").send();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "access-control-allow-methods")).contains("DELETE");
  }

  @Test
  void callsAreCounted() {
    SERVER.running().resetCalls();
    get(base + "/datasets").send();
    assertThat(SERVER.running().calls()).containsEntry("ListDatasets", 1L);
  }

  private static Clock ahead(Duration offset) {
    return Clock.offset(Clock.systemUTC(), offset);
  }

  private static Raw get(String path) {
    return Raw.request(SERVER.endpoint(), "GET", path).signed(Cognito.KEY, "cognito-sync");
  }

  private static Raw post(String path, String body) {
    return Raw.request(SERVER.endpoint(), "POST", path)
        .header("content-type", "application/json")
        .body(body)
        .signed(Cognito.KEY, "cognito-sync");
  }

  private static String encoded(String id) {
    return id.replace(":", "%3A");
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  private static void refused(HttpResponse<String> response, int status, String type) {
    assertThat(header(response, "x-amzn-ErrorType")).isEqualTo(type + ":");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).startsWith("{\"message\":\"");
  }
}
