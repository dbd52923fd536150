package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentity.model.TooManyRequestsException;

/** What people do with a local Cognito that runs for long: reset it, set rates, stop it. */
class RunningTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static HttpResponse<String> control(String method, String path, String body) {
    return Raw.request(SERVER.endpoint(), method, "/_local/" + path).body(body).send();
  }

  @Test
  void resetsToTheSeed() throws IOException {
    String token = SERVER.token("alice").token();
    String identity = SERVER.guest();
    SERVER.running().faults(List.of(Fault.throttle("DescribeIdentity")));
    SERVER.running().clockOffset(Duration.ofMinutes(2));
    SERVER.running().quotas(Map.of("GetId", 1));
    String keys = Raw.request(SERVER.endpoint(), "GET", "/.well-known/jwks_uri").send().body();

    assertThat(control("POST", "reset", "").statusCode()).isEqualTo(200);

    assertThat(SERVER.running().calls()).isEmpty();
    assertThat(SERVER.running().log()).isEmpty();
    assertThatThrownBy(() -> SERVER.client().describeIdentity(r -> r.identityId(identity)))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(SERVER.client().describeIdentityPool(r -> r.identityPoolId(POOL)).identityPoolName())
        .isEqualTo("everything");
    assertThat(JSON.readTree(control("GET", "clock", "").body()).get("offsetSeconds").intValue())
        .isZero();
    assertThat(JSON.readTree(control("GET", "quotas", "").body()).at("/rates/GetId").intValue())
        .isEqualTo(25);
    assertThat(Raw.request(SERVER.endpoint(), "GET", "/.well-known/jwks_uri").send().body())
        .isEqualTo(keys);
    assertThat(token).isNotEqualTo(SERVER.token("alice").token());
  }

  @Test
  void forgetsIssuedCredentialsWhenItIsReset() {
    var token = SERVER.token(Cognito.newUser());
    var issued =
        SERVER
            .client()
            .getCredentialsForIdentity(
                r ->
                    r.identityId(token.identityId()).logins(Map.of(Cognito.COGNITO, token.token())))
            .credentials();
    SERVER.running().reset();
    try (var session = SERVER.client(Cognito.session(issued))) {
      assertThatThrownBy(() -> session.describeIdentityPool(r -> r.identityPoolId(POOL)))
          .hasMessageContaining("The security token included in the request is invalid.");
    }
  }

  @Test
  void setsSingleRates() throws IOException {
    String body = control("PUT", "quotas", "{\"enabled\":true,\"rates\":{\"GetId\":2}}").body();
    JsonNode quotas = JSON.readTree(body);
    assertThat(quotas.get("enabled").booleanValue()).isTrue();
    assertThat(quotas.at("/rates/GetId").intValue()).isEqualTo(2);
    assertThat(quotas.at("/rates/GetOpenIdToken").intValue()).isEqualTo(200);
    SERVER.guest();
    SERVER.guest();
    assertThatThrownBy(SERVER::guest).isInstanceOf(TooManyRequestsException.class);
    control("PUT", "quotas", "{\"rates\":{\"GetId\":1000}}");
    for (int i = 0; i < 30; i++) {
      SERVER.guest();
    }
    SERVER.running().reset();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"rates":{"GetId":0}}|rates.GetId: must be at least 1
          {"rates":{"GetId":null}}|rates.GetId: must be at least 1
          {"rates":{"GetId":"fast"}}|rates.GetId
          {"rates":3}|rates
          {}|enabled: is missing
          """)
  void refusesRatesThatMakeNoSense(String body, String message) {
    HttpResponse<String> response = control("PUT", "quotas", body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains(message);
  }

  @Test
  void listsItsControls() throws IOException {
    JsonNode controls = JSON.readTree(control("GET", "help", "").body());
    assertThat(JSON.readTree(control("GET", "", "").body())).isEqualTo(controls);
    assertThat(controls).hasSizeGreaterThan(10);
    for (JsonNode control : controls) {
      HttpResponse<String> answer =
          Raw.request(
                  SERVER.endpoint(),
                  control.get("method").textValue(),
                  control.get("path").textValue())
              .send();
      assertThat(answer.statusCode()).as(control.toString()).isIn(200, 400);
    }
  }

  @Test
  void answersWhatIsInProgressBeforeItStops() {
    LocalCognito stopping =
        LocalCognito.start(LocalCognitoOptions.defaults().withSeed(Cognito.testSeed()));
    stopping.faults(List.of(Fault.delay("GetId", Duration.ofMillis(500)).times(1)));
    CompletableFuture<HttpResponse<String>> late =
        Raw.json(stopping.endpoint(), "GetId", "{\"IdentityPoolId\":\"" + POOL + "\"}").sendAsync();
    await().until(() -> stopping.calls().containsKey("GetId"));
    stopping.close();
    assertThat(late.join().statusCode()).isEqualTo(200);
    stopping.close();
  }

  @Test
  void doesNotWaitForWhatHangs() {
    LocalCognito stopping =
        LocalCognito.start(LocalCognitoOptions.defaults().withSeed(Cognito.testSeed()));
    stopping.faults(List.of(Fault.hang("GetId")));
    CompletableFuture<HttpResponse<String>> hanging =
        Raw.json(stopping.endpoint(), "GetId", "{}").sendAsync();
    await().until(() -> stopping.calls().containsKey("GetId"));
    long began = System.nanoTime();
    stopping.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    assertThatThrownBy(hanging::join).hasCauseInstanceOf(IOException.class);
  }
}
