package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Signatures in the query string, as EKS and Vault use them to ask STS who somebody is. */
class PresignedTest {
  private static final String WHO = "/?Action=GetCallerIdentity&Version=2011-06-15";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static String presign(URI endpoint, AwsCredentials credentials, Clock clock) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(endpoint.resolve(WHO))
            .putHeader("x-k8s-aws-id", "my-cluster")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(credentials)
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, MINUTE)
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock))
            .request();
    return "/?" + signed.encodedQueryParameters().orElseThrow();
  }

  private static String presign(AwsCredentials credentials) {
    return presign(SERVER.endpoint(), credentials, Clock.systemUTC());
  }

  private static String presignedAt(Duration offset) {
    return presign(SERVER.endpoint(), Cognito.KEY, Clock.offset(Clock.systemUTC(), offset));
  }

  private static Raw get(String pathAndQuery) {
    return Raw.request(SERVER.endpoint(), "GET", pathAndQuery).header("x-k8s-aws-id", "my-cluster");
  }

  private static AwsSessionCredentials session() {
    try (StsClient sts = SERVER.sts(Cognito.KEY)) {
      Credentials issued =
          sts.assumeRole(
                  r -> r.roleArn("arn:aws:iam::123456789012:role/ByAccount").roleSessionName("ab"))
              .credentials();
      return AwsSessionCredentials.create(
          issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }
  }

  @Test
  void saysWhoPresigned() {
    HttpResponse<String> response = get(presign(Cognito.KEY)).send();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("<Arn>arn:aws:iam::123456789012:user/keycloak</Arn>");
    assertThat(get(presign(session())).send().body())
        .contains("<Arn>arn:aws:sts::123456789012:assumed-role/ByAccount/ab</Arn>");
  }

  @Test
  void lastsFifteenMinutesWhateverItSays() {
    String presigned = presign(Cognito.KEY);
    assertThat(presigned).contains("X-Amz-Expires=60");
    SERVER.running().clockOffset(Duration.ofMinutes(14));
    assertThat(get(presigned).send().statusCode()).isEqualTo(200);
    SERVER.running().clockOffset(Duration.ofMinutes(16));
    refused(get(presigned), 403, "SignatureDoesNotMatch", "Signature expired: ");
    SERVER.running().clockOffset(Duration.ZERO);
    refused(
        get(presignedAt(Duration.ofMinutes(16))),
        403,
        "SignatureDoesNotMatch",
        "Signature not yet current: ");
  }

  @Test
  void mayLastAsLongAsItSays(@TempDir Path dir) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode seed = (ObjectNode) json.readTree(Cognito.testSeed().toFile());
    seed.putObject("assumptions").put("presignedExpiry", "honoured");
    Path file = Files.write(dir.resolve("seed.json"), json.writeValueAsBytes(seed));
    try (LocalCognito other =
        LocalCognito.start(LocalCognitoOptions.defaults().withSeed(file).withQuotas(false))) {
      String presigned = presign(other.endpoint(), Cognito.KEY, Clock.systemUTC());
      Raw request =
          Raw.request(other.endpoint(), "GET", presigned).header("x-k8s-aws-id", "my-cluster");
      assertThat(request.send().statusCode()).isEqualTo(200);
      other.clockOffset(Duration.ofSeconds(62));
      refused(request, 403, "SignatureDoesNotMatch", " - 60 sec.)");
      for (String wrong : new String[] {"0", "604801", "1e3", "-1"}) {
        refused(
            Raw.request(
                other.endpoint(),
                "GET",
                presigned.replace("X-Amz-Expires=60", "X-Amz-Expires=" + wrong)),
            400,
            "IncompleteSignature",
            "X-Amz-Expires must be from 1 to 604800.");
      }
    }
  }

  @Test
  void endsWithItsSession() {
    String presigned = presign(session());
    SERVER.running().clockOffset(Duration.ofMinutes(61));
    refused(get(presigned), 403, "ExpiredToken", "is expired");
  }

  @Test
  void refusesWhatWasAltered() {
    String mismatch = "The request signature we calculated does not match";
    String presigned = presign(Cognito.KEY);
    refused(get(presigned + "&x=y"), 403, "SignatureDoesNotMatch", mismatch);
    refused(
        get(presigned.replace("Expires=60", "Expires=61")), 403, "SignatureDoesNotMatch", mismatch);
    refused(get(presigned).header("x-k8s-aws-id", "other"), 403, "SignatureDoesNotMatch", mismatch);
    refused(get(presigned).without("x-k8s-aws-id"), 403, "SignatureDoesNotMatch", mismatch);
    refused(get(presigned).body("x=y"), 403, "SignatureDoesNotMatch", mismatch);
    refused(
        Raw.request(SERVER.endpoint(), "POST", presigned).header("x-k8s-aws-id", "my-cluster"),
        403,
        "SignatureDoesNotMatch",
        mismatch);
    refused(
        get(presigned.replace("us-east-1", "us-east-2")), 403, "SignatureDoesNotMatch", mismatch);
    refused(
        get(presigned.replaceAll("X-Amz-Signature=....", "X-Amz-Signature=0000")),
        403,
        "SignatureDoesNotMatch",
        mismatch);
  }

  @Test
  void sessionsNeedTheirToken() {
    AwsSessionCredentials session = session();
    String presigned = presign(session);
    String invalid = "The security token included in the request is invalid.";
    refused(
        get(presigned.replaceAll("X-Amz-Security-Token=[^&]*&?", "")),
        403,
        "InvalidClientTokenId",
        invalid);
    AwsSessionCredentials swapped =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session().sessionToken());
    refused(get(presign(swapped)), 403, "InvalidClientTokenId", invalid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Algorithm", "Credential", "Date", "SignedHeaders", "Signature"})
  void namesThePartThatIsMissing(String part) {
    refused(
        get(presign(Cognito.KEY).replaceAll("X-Amz-" + part + "=[^&]*&?", "")),
        400,
        "IncompleteSignature",
        "AWS query-string parameters must include 'X-Amz-" + part + "'.");
  }

  @ParameterizedTest
  @CsvSource({
    "X-Amz-Algorithm=AWS4-HMAC-SHA256,X-Amz-Algorithm=AWS4-HMAC-SHA1,Unsupported AWS",
    "%2Faws4_request,%2Faws5_request,Credential must have exactly 5",
    "%2Fsts%2F,%2F,Credential must have exactly 5",
    "X-Amz-Date=2,X-Amz-Date=x2,Date must be in ISO-8601 'basic format'.",
  })
  void refusesPartsThatAreMalformed(String part, String replacement, String message) {
    refused(
        get(presign(Cognito.KEY).replace(part, replacement)), 400, "IncompleteSignature", message);
  }

  @Test
  void refusesOtherScopes() {
    refused(
        get(presign(Cognito.KEY).replace("%2Fsts%2F", "%2Fiam%2F")),
        403,
        "SignatureDoesNotMatch",
        "Credential should be scoped to correct service: 'sts'.");
    refused(
        get(presign(Cognito.KEY).replace("us-east-1", "nowhere")),
        403,
        "SignatureDoesNotMatch",
        "Credential should be scoped to a valid region.");
    refused(
        get(presign(Cognito.KEY).replaceAll("X-Amz-Date=\\d{8}", "X-Amz-Date=20200101")),
        403,
        "SignatureDoesNotMatch",
        "Date in Credential scope does not match YYYYMMDD");
  }

  @Test
  void aQueryThatIsNoneIsNoFailureOfOurs() throws IOException {
    try (Socket socket = new Socket(SERVER.endpoint().getHost(), SERVER.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + WHO
                      + "&X-Amz-Algorithm=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void theHeaderCountsBeforeTheQuery() {
    refused(
        get(presign(Cognito.KEY)).header("authorization", "Bearer abc"),
        400,
        "IncompleteSignature",
        "Authorization header requires the algorithm");
  }

  @Test
  void unsignedOperationsLookAtNoSignature() {
    String token =
        SERVER.running().mint(Cognito.ISSUER, "keycloak", "sts.amazonaws.com", Duration.ofHours(1));
    Raw request =
        Raw.request(
                SERVER.endpoint(),
                "POST",
                "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0000")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", "AWS4-HMAC-SHA256 nonsense")
            .body(
                "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=ab"
                    + "&RoleArn=arn:aws:iam::123456789012:role/Server&WebIdentityToken="
                    + token);
    assertThat(request.send().statusCode()).isEqualTo(200);
  }

  @Test
  void takesTheHttpDateWhereThereIsNoOther() {
    Raw signed =
        Raw.json(
                SERVER.endpoint(),
                "DescribeIdentityPool",
                "{\"IdentityPoolId\":\"" + Cognito.POOL + "\"}")
            .signed(Cognito.KEY, "cognito-identity");
    // Changes what was signed, but only after the date was understood.
    refusedJson(
        signed
            .without("x-amz-date")
            .header(
                "date",
                DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .format(ZonedDateTime.now(ZoneOffset.UTC))),
        "InvalidSignatureException");
  }

  private static void refusedJson(Raw request, String type) {
    HttpResponse<String> response = request.send();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"__type\":\"" + type + "\"");
  }

  private static void refused(Raw request, int status, String code, String message) {
    HttpResponse<String> response = request.send();
    assertThat(response.body()).contains("<Code>" + code + "</Code>").contains(message);
    assertThat(response.statusCode()).isEqualTo(status);
  }
}
