package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;

class SignatureTest {
  private static final String SERVICE = "cognito-identity";
  private static final String BODY = "{\"IdentityPoolId\":\"" + POOL + "\"}";
  private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static Raw describe() {
    return Raw.json(SERVER.endpoint(), "DescribeIdentityPool", BODY);
  }

  private static Raw whoAmI() {
    return Raw.form(SERVER.endpoint(), WHO);
  }

  @Test
  void acceptsWhatAwsSigns() {
    assertThat(describe().signed(Cognito.KEY, SERVICE).send().statusCode()).isEqualTo(200);
    assertThat(whoAmI().signed(Cognito.KEY, "sts").send().body())
        .contains("<Arn>arn:aws:iam::123456789012:user/keycloak</Arn>")
        .contains("<UserId>AIDATESTKEYCLOAKUSERX</UserId>");
  }

  @Test
  void stsTakesAnyRegion() {
    Raw global = whoAmI().signed(Cognito.KEY, "sts", "us-east-1", Clock.systemUTC());
    assertThat(global.send().statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAMissingSignature() {
    refused(describe(), "MissingAuthenticationTokenException", "Missing Authentication Token");
    refusedBySts(whoAmI(), 403, "MissingAuthenticationToken");
  }

  @Test
  void refusesAnIncompleteOne() {
    refused(
        describe().header("authorization", "Bearer abc"),
        "IncompleteSignatureException",
        "Authorization header requires the algorithm 'AWS4-HMAC-SHA256'.");
    refused(
        describe().header("authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request"),
        "IncompleteSignatureException",
        "Authorization header requires 'Signature' parameter.");
    refused(
        describe()
            .header("authorization", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c"),
        "IncompleteSignatureException",
        "Credential must have exactly 5 slash-delimited elements");
    refused(
        describe().signed(Cognito.KEY, SERVICE).without("x-amz-date"),
        "IncompleteSignatureException",
        "X-Amz-Date");
    refusedBySts(whoAmI().header("authorization", "Bearer abc"), 400, "IncompleteSignature");
  }

  @Test
  void refusesAnUnknownKey() {
    AwsCredentials unknown = AwsBasicCredentials.create("AKIAUNKNOWNUNKNOWN00", "secret");
    refused(
        describe().signed(unknown, SERVICE),
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
    refusedBySts(whoAmI().signed(unknown, "sts"), 403, "InvalidClientTokenId");
  }

  @Test
  void refusesAWrongSecret() {
    AwsCredentials wrong = AwsBasicCredentials.create(Cognito.KEY.accessKeyId(), "wrong");
    mismatch(describe().signed(wrong, SERVICE));
    refusedBySts(whoAmI().signed(wrong, "sts"), 403, "SignatureDoesNotMatch");
  }

  @Test
  void refusesAnAlteredBody() {
    mismatch(describe().signed(Cognito.KEY, SERVICE).body(BODY + " "));
    refusedBySts(
        whoAmI().signed(Cognito.KEY, "sts").body(WHO + "&x=y"), 403, "SignatureDoesNotMatch");
  }

  @Test
  void refusesAnAlteredHeader() {
    mismatch(
        describe()
            .signed(Cognito.KEY, SERVICE)
            .header("x-amz-target", Raw.TARGET + "GetIdentityPoolRoles"));
    mismatch(describe().signed(Cognito.KEY, SERVICE).header("content-type", "text/plain"));
  }

  @Test
  void refusesAnUnsignedHost() {
    Raw request = describe().signed(Cognito.KEY, SERVICE);
    String authorization = request.header("authorization");
    refused(
        request.header("authorization", authorization.replace(";host;", ";")),
        "InvalidSignatureException",
        "must be a 'SignedHeader'");
  }

  @Test
  void refusesAnotherScope() {
    refused(
        describe().signed(Cognito.KEY, "execute-api"),
        "InvalidSignatureException",
        "Credential should be scoped to correct service: 'cognito-identity'.");
    refused(
        describe().signed(Cognito.KEY, SERVICE, "nowhere", Clock.systemUTC()),
        "InvalidSignatureException",
        "Credential should be scoped to a valid region.");
    Raw otherDay = describe().signed(Cognito.KEY, SERVICE);
    refused(
        otherDay.header("x-amz-date", "20200101T000000Z"),
        "InvalidSignatureException",
        "Date in Credential scope does not match");
  }

  @Test
  void refusesTooMuchSkew() {
    assertThat(at(Duration.ofMinutes(-14)).send().statusCode()).isEqualTo(200);
    assertThat(at(Duration.ofMinutes(14)).send().statusCode()).isEqualTo(200);
    refused(at(Duration.ofMinutes(-16)), "InvalidSignatureException", "Signature expired: ");
    refused(at(Duration.ofMinutes(16)), "InvalidSignatureException", "Signature not yet current: ");
  }

  @Test
  void judgesSkewByItsOwnClock() {
    SERVER.running().clockOffset(Duration.ofHours(5));
    refused(describe().signed(Cognito.KEY, SERVICE), "InvalidSignatureException", "expired");
    assertThat(at(Duration.ofHours(5)).send().statusCode()).isEqualTo(200);
  }

  @Test
  void anSdkThatMayRetryCorrectsItsClockByOurs() {
    SERVER.running().clockOffset(Duration.ofHours(5));
    try (CognitoIdentityClient client =
        CognitoIdentityClient.builder()
            .endpointOverride(SERVER.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(Cognito.KEY))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      assertThat(client.describeIdentityPool(r -> r.identityPoolId(POOL))).isNotNull();
    } finally {
      // The correction holds for every client of the process.
      SdkGlobalTime.setGlobalTimeOffset(0);
    }
    assertThat(SERVER.running().calls()).containsEntry("DescribeIdentityPool", 2L);
  }

  @Test
  void issuedCredentialsNeedTheirSessionToken() {
    AwsSessionCredentials issued = issued();
    assertThat(describe().signed(issued, SERVICE).send().statusCode()).isEqualTo(200);
    AwsCredentials bare =
        AwsBasicCredentials.create(issued.accessKeyId(), issued.secretAccessKey());
    refused(describe().signed(bare, SERVICE), "UnrecognizedClientException", "security token");
    AwsCredentials swapped =
        AwsSessionCredentials.create(
            issued.accessKeyId(), issued.secretAccessKey(), issued().sessionToken());
    refused(describe().signed(swapped, SERVICE), "UnrecognizedClientException", "security token");
    AwsCredentials superfluous =
        AwsSessionCredentials.create(
            Cognito.KEY.accessKeyId(), Cognito.KEY.secretAccessKey(), issued.sessionToken());
    refused(
        describe().signed(superfluous, SERVICE), "UnrecognizedClientException", "security token");
  }

  @Test
  void issuedCredentialsEnd() {
    AwsSessionCredentials issued = issued();
    SERVER.running().clockOffset(Duration.ofMinutes(61));
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61));
    refused(
        describe().signed(issued, SERVICE, "eu-west-1", later),
        "ExpiredTokenException",
        "The security token included in the request is expired");
    refusedBySts(whoAmI().signed(issued, "sts", "eu-west-1", later), 403, "ExpiredToken");
  }

  @Test
  void unsignedOperationsIgnoreABadSignature() {
    Raw request =
        Raw.json(SERVER.endpoint(), "GetId", BODY).header("authorization", "AWS4-HMAC-SHA256 x");
    assertThat(request.send().statusCode()).isEqualTo(200);
  }

  private static Raw at(Duration offset) {
    Clock clock = Clock.offset(Clock.systemUTC(), offset);
    return describe().signed(Cognito.KEY, SERVICE, "eu-west-1", clock);
  }

  private static AwsSessionCredentials issued() {
    var token = SERVER.token(Cognito.newUser());
    Credentials issued =
        SERVER
            .client()
            .getCredentialsForIdentity(
                r ->
                    r.identityId(token.identityId()).logins(Map.of(Cognito.COGNITO, token.token())))
            .credentials();
    return Cognito.session(issued);
  }

  private static void mismatch(Raw request) {
    refused(
        request,
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.");
  }

  private static void refused(Raw request, String type, String message) {
    HttpResponse<String> response = request.send();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"__type\":\"" + type + "\"").contains(message);
  }

  private static void refusedBySts(Raw request, int status, String code) {
    HttpResponse<String> response = request.send();
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains("<Code>" + code + "</Code>");
  }
}
