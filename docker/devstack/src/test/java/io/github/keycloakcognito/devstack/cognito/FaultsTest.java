package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.InternalErrorException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitoidentity.model.TooManyRequestsException;

class FaultsTest {
  private static final String GET_ID = "GetId";
  private static final String BODY = "{\"IdentityPoolId\":\"" + POOL + "\"}";
  private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static void faults(Fault... faults) {
    SERVER.running().faults(List.of(faults));
  }

  private static Raw getId() {
    return Raw.json(SERVER.endpoint(), GET_ID, BODY);
  }

  @Test
  void throttles() {
    faults(Fault.throttle(GET_ID).times(1));
    assertThatThrownBy(SERVER::guest)
        .isInstanceOfSatisfying(
            TooManyRequestsException.class,
            e -> {
              assertThat(e.isThrottlingException()).isTrue();
              assertThat(e.statusCode()).isEqualTo(400);
            })
        .hasMessageContaining("Rate exceeded");
    assertThat(SERVER.guest()).isNotEmpty();
    faults(Fault.throttle("GetCallerIdentity"));
    assertThat(Raw.form(SERVER.endpoint(), WHO).send().body())
        .contains("<Code>Throttling</Code><Message>Rate exceeded</Message>");
  }

  @Test
  void answersErrors() {
    faults(Fault.internalError(GET_ID));
    assertThatThrownBy(SERVER::guest)
        .isInstanceOfSatisfying(
            InternalErrorException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
    faults(Fault.error("*", "ResourceConflictException", "taken"));
    assertThatThrownBy(() -> SERVER.token("u"))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("taken");
    faults(Fault.error("*", "AccessDeniedException", "no").withStatus(403));
    assertThatThrownBy(() -> SERVER.token("u"))
        .isInstanceOfSatisfying(
            CognitoIdentityException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    faults(Fault.internalError("*"));
    HttpResponse<String> sts = Raw.form(SERVER.endpoint(), WHO).send();
    assertThat(sts.statusCode()).isEqualTo(500);
    assertThat(sts.body()).contains("<Type>Receiver</Type><Code>InternalFailure</Code>");
  }

  @Test
  void hitsOnlyItsOperationAndCountsDown() {
    faults(Fault.internalError("GetOpenIdToken"), Fault.internalError(GET_ID).times(2));
    assertThat(getId().send().statusCode()).isEqualTo(500);
    assertThat(getId().send().statusCode()).isEqualTo(500);
    assertThat(getId().send().statusCode()).isEqualTo(200);
  }

  @Test
  void delays() {
    Duration delay = Duration.ofMillis(300);
    faults(Fault.delay(GET_ID, delay));
    Instant start = Instant.now();
    assertThat(getId().send().statusCode()).isEqualTo(200);
    assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(delay);
  }

  @Test
  void answersGarbage() {
    faults(Fault.garbage("*"));
    assertThat(getId().send().statusCode()).isEqualTo(200);
    assertThatThrownBy(SERVER::guest).isInstanceOf(SdkClientException.class);
  }

  @Test
  void resetsTheConnection() {
    faults(Fault.reset(GET_ID));
    assertThatThrownBy(() -> getId().send())
        .hasRootCauseInstanceOf(SocketException.class)
        .rootCause()
        .hasMessageContaining("reset");
    assertThat(SERVER.running().calls()).containsKey(GET_ID);
  }

  @Test
  void hangsWithoutHoldingAnythingUp() {
    faults(Fault.hang(GET_ID));
    int many = 200;
    List<CompletableFuture<HttpResponse<String>>> hanging =
        new ArrayList<>(IntStream.range(0, many).mapToObj(i -> getId().sendAsync()).toList());
    Awaitility.await().until(() -> SERVER.running().calls().getOrDefault(GET_ID, 0L) == many);
    assertThat(SERVER.token("somebody else").identityId()).isNotEmpty();
    assertThat(hanging).noneMatch(CompletableFuture::isDone);
    SERVER.running().clearFaults();
    assertThat(hanging).allMatch(answer -> answer.join().statusCode() == 200);
  }

  @Test
  void closingEndsWhatHangs() {
    LocalCognito other = LocalCognito.start(LocalCognitoOptions.defaults());
    other.faults(List.of(Fault.hang("*")));
    CompletableFuture<HttpResponse<String>> hanging = Raw.form(other.endpoint(), WHO).sendAsync();
    Awaitility.await().until(() -> other.calls().equals(Map.of("GetCallerIdentity", 1L)));
    other.close();
    assertThatThrownBy(hanging::join).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void countsEveryCallWhateverBecomesOfIt() {
    faults(Fault.internalError(GET_ID).times(30), Fault.throttle(GET_ID).times(30));
    IntStream.range(0, 100).parallel().forEach(i -> getId().send());
    Raw.json(SERVER.endpoint(), "DescribeIdentity", "{").send();
    Raw.form(SERVER.endpoint(), WHO).send();
    Raw.json(SERVER.endpoint(), "No such name!", "{}").send();
    assertThat(SERVER.running().calls())
        .isEqualTo(Map.of(GET_ID, 100L, "DescribeIdentity", 1L, "GetCallerIdentity", 1L));
    SERVER.running().resetCalls();
    assertThat(SERVER.running().calls()).isEmpty();
  }

  @Test
  void throttlesAtTheDocumentedRate() {
    SERVER.running().quotas(true);
    assertThat(getIdUntil(400)).contains("Rate exceeded");
    SERVER.running().clockOffset(Duration.ofSeconds(1));
    assertThat(getId().send().statusCode()).isEqualTo(200);
    SERVER.running().quotas(false);
    assertThat(IntStream.range(0, 60).mapToObj(i -> getId().send().statusCode())).containsOnly(200);
  }

  /** 25 a second with a burst of 25: one client asks faster than that. */
  private static String getIdUntil(int status) {
    HttpResponse<String> answer = getId().send();
    while (answer.statusCode() != status) {
      answer = getId().send();
    }
    return answer.body();
  }
}
