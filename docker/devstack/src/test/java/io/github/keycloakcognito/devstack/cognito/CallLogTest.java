package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakcognito.devstack.cognito.control.CallLog;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.cognito.control.LoggedCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class CallLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final Cognito SERVER = new Cognito();

  @BeforeEach
  void forget() {
    SERVER.running().clearLog();
  }

  private static LoggedCall last() {
    List<LoggedCall> log = SERVER.running().log();
    return log.get(log.size() - 1);
  }

  private static HttpResponse<String> control(String method, String path) {
    return Raw.request(SERVER.endpoint(), method, "/_local/" + path).send();
  }

  private static Raw getId(String body) {
    return Raw.json(SERVER.endpoint(), "GetId", body);
  }

  @Test
  void tellsWhoCalledWhatAndWhatCameOfIt() {
    String user = Cognito.newUser();
    String identity = SERVER.token(user).identityId();
    LoggedCall call = last();
    assertThat(call.time()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(call.service()).isEqualTo("cognito-identity");
    assertThat(call.operation()).isEqualTo("GetOpenIdTokenForDeveloperIdentity");
    assertThat(call.caller()).isEqualTo("arn:aws:iam::123456789012:user/keycloak");
    assertThat(call.identityPoolId()).contains(POOL);
    assertThat(call.identityId()).contains(identity);
    assertThat(call.outcome()).isEqualTo("OK");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.durationMillis()).isPositive();
    assertThat(call.fault()).isEmpty();
  }

  @Test
  void showsNoLoginsNoTokensNoSecrets() {
    String user = Cognito.newUser();
    var token = SERVER.token(user, r -> r.principalTags(Map.of("department", "violet")));
    assertThat(last().input())
        .hasToString(
            "{\"IdentityPoolId\":\""
                + POOL
                + "\",\"Logins\":{\"login.test\":\"***\"},"
                + "\"PrincipalTags\":{\"department\":\"***\"}}");
    SERVER
        .client()
        .getCredentialsForIdentity(
            r -> r.identityId(token.identityId()).logins(Map.of(Cognito.COGNITO, token.token())));
    assertThat(last().input().toString())
        .contains(token.identityId(), "\"cognito-identity.amazonaws.com\":\"***\"");
    assertThat(control("GET", "log").body()).doesNotContain(user, token.token(), "violet");
  }

  @Test
  void aTokenInTheWrongPlaceIsNotShown() {
    String token = SERVER.token(Cognito.newUser()).token();
    getId("{\"IdentityPoolId\":\"" + token + "\",\"Logins\":{\"" + token + "\":\"x\"}}").send();
    assertThat(last().outcome()).isEqualTo("ValidationException");
    assertThat(last().input())
        .hasToString("{\"IdentityPoolId\":\"***\",\"Logins\":{\"***\":\"***\"}}");
    getId("{\"IdentityPoolId\":{\"secret\":\"" + token + "\"},\"Unknown\":\"" + token + "\"}")
        .send();
    assertThat(last().outcome()).isEqualTo("SerializationException");
    assertThat(last().input()).hasToString("{\"IdentityPoolId\":\"***\"}");
  }

  @Test
  void hidesTokensAndSessionPoliciesOfSts() {
    String token =
        SERVER
            .running()
            .mint(Cognito.ISSUER, "keycloak", "sts.amazonaws.com", Duration.ofMinutes(5));
    try (StsClient sts = SERVER.sts(Cognito.KEY)) {
      sts.assumeRoleWithWebIdentity(
          r ->
              r.roleArn("arn:aws:iam::123456789012:role/Server")
                  .roleSessionName("kc")
                  .policy("{\"Statement\":[]}")
                  .webIdentityToken(token));
    }
    LoggedCall call = last();
    assertThat(call.service()).isEqualTo("sts");
    assertThat(call.caller()).isEqualTo("anonymous");
    assertThat(call.input())
        .hasToString(
            "{\"RoleArn\":\"arn:aws:iam::123456789012:role/Server\",\"RoleSessionName\":\"kc\","
                + "\"WebIdentityToken\":\"***\",\"Policy\":\"***\"}");
  }

  @Test
  void tellsErrors() {
    assertThatThrownBy(
            () -> SERVER.client().describeIdentity(r -> r.identityId(Cognito.UNKNOWN_IDENTITY)))
        .isInstanceOf(CognitoIdentityException.class);
    assertThat(last().outcome()).isEqualTo("ResourceNotFoundException");
    assertThat(last().status()).isEqualTo(400);
    assertThat(last().identityId()).contains(Cognito.UNKNOWN_IDENTITY);
  }

  @Test
  void aWrongSignatureIsNobodys() {
    Raw.json(SERVER.endpoint(), "DescribeIdentity", "{\"IdentityId\":\"x\"}")
        .signed(Cognito.KEY, "cognito-identity")
        .body("{\"IdentityId\":\"y\"}")
        .send();
    assertThat(last().outcome()).isEqualTo("InvalidSignatureException");
    assertThat(last().caller()).isEqualTo("anonymous");
    assertThat(last().input()).isEmpty();
  }

  @Test
  void aRefusedCallerIsNamed() {
    try (var reader = SERVER.client(Cognito.READER_KEY)) {
      assertThatThrownBy(
              () ->
                  reader.getOpenIdTokenForDeveloperIdentity(
                      r -> r.identityPoolId(POOL).logins(Map.of(PROVIDER, "x"))))
          .isInstanceOf(CognitoIdentityException.class);
    }
    assertThat(last().outcome()).isEqualTo("AccessDeniedException");
    assertThat(last().caller()).isEqualTo("arn:aws:iam::123456789012:user/reader");
  }

  @Test
  void anUnknownOperationIsLoggedWithoutWhatItSays() {
    Raw.json(SERVER.endpoint(), "<script>", "{}").send();
    assertThat(last().operation()).isEmpty();
    assertThat(last().outcome()).isEqualTo("UnknownOperationException");
  }

  @Test
  void tellsFaults() {
    SERVER
        .running()
        .faults(List.of(Fault.throttle("GetId").times(1), Fault.garbage("GetId").times(1)));
    getId("{}").send();
    assertThat(last())
        .extracting(LoggedCall::outcome, LoggedCall::status, LoggedCall::fault)
        .containsExactly("TooManyRequestsException", 400, Optional.of("throttle"));
    getId("{}").send();
    assertThat(last())
        .extracting(LoggedCall::outcome, LoggedCall::status, LoggedCall::fault)
        .containsExactly("garbage", 200, Optional.of("garbage"));
    SERVER.running().faults(List.of(Fault.reset("GetId").times(1)));
    assertThatThrownBy(() -> getId("{}").send());
    assertThat(last())
        .extracting(LoggedCall::outcome, LoggedCall::status, LoggedCall::fault)
        .containsExactly("reset", 0, Optional.of("reset"));
    SERVER.running().faults(List.of(Fault.delay("GetId", Duration.ofMillis(30)).times(1)));
    SERVER.guest();
    assertThat(last().fault()).contains("delay");
    assertThat(last().durationMillis()).isGreaterThanOrEqualTo(30);
  }

  @Test
  void throttlingShowsAsTheErrorOfTheProtocol() {
    SERVER.running().quotas(Map.of("GetCallerIdentity", 1));
    SERVER.running().quotas(true);
    try (StsClient sts = SERVER.sts(Cognito.KEY)) {
      sts.getCallerIdentity();
      assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(StsException.class);
    }
    assertThat(last().outcome()).isEqualTo("Throttling");
    SERVER.running().reset();
  }

  @Test
  void isReadOverHttp() throws IOException {
    SERVER.guest();
    SERVER.token(Cognito.newUser());
    SERVER.guest();
    JsonNode all = JSON.readTree(control("GET", "log").body());
    assertThat(all).hasSize(3);
    assertThat(all.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "time",
            "service",
            "operation",
            "caller",
            "identityPoolId",
            "identityId",
            "input",
            "outcome",
            "status",
            "durationMillis");
    assertThat(JSON.readTree(control("GET", "log?limit=1").body()).get(0)).isEqualTo(all.get(2));
    assertThat(JSON.readTree(control("GET", "log?operation=GetId&limit=2").body()))
        .hasSize(2)
        .allSatisfy(call -> assertThat(call.get("operation").textValue()).isEqualTo("GetId"));
    assertThat(control("DELETE", "log").body()).isEqualTo("[]");
    assertThat(control("GET", "log").body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource({"limit=0", "limit=-1", "limit=x", "limit=99999999999", "last=1", "operation=%zz"})
  void refusesQueriesThatMakeNoSense(String query) {
    assertThat(Wire.get(SERVER.endpoint(), "/_local/log?" + query)).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void keepsTheLatestOnly() {
    CallLog log = new CallLog();
    for (int i = 0; i < CallLog.SIZE + 5; i++) {
      log.add(
          new LoggedCall(
              Instant.EPOCH.plusSeconds(i),
              "",
              "",
              "",
              Optional.empty(),
              Optional.empty(),
              JSON.createObjectNode(),
              "OK",
              200,
              1,
              Optional.empty()));
    }
    assertThat(log.snapshot()).hasSize(CallLog.SIZE);
    assertThat(log.snapshot().get(0).time()).isEqualTo(Instant.EPOCH.plusSeconds(5));
  }
}
