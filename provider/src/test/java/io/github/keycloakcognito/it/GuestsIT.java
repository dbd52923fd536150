package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/** An app starts as a guest of Cognito; then its user signs in. */
@ExtendWith(StackExtension.class)
class GuestsIT {

  private static Stack stack;
  private static TestRealm realm;

  @BeforeAll
  static void realm(Stack running) {
    stack = running;
    realm = TestRealm.in(stack);
    for (String user : List.of("carol", "dave", "erin", "frank", "grace")) {
      realm.admin().create(realm.path("/users"), TestRealm.user(user));
    }
  }

  @Test
  void guestKeepsIdentity() {
    String guest = guest();
    String token = realm.accessToken("alice", "app");

    Answer answer = upgrade(token, guest);

    assertIdentity(answer, guest, false);
    assertThat(realm.exchange(token).text("IdentityId")).isEqualTo(guest);
    assertIdentity(upgrade(token, guest), guest, false);
  }

  @Test
  void userWhoHasIdentityKeepsItAndHearsOfIt() {
    String token = realm.accessToken("bob", "app");
    String own = realm.exchange(token).text("IdentityId");

    assertIdentity(upgrade(token, guest()), own, true);
    assertThat(realm.exchange(token).text("IdentityId")).isEqualTo(own);
  }

  @Test
  void identityOfSomebodyElseIsNotTaken() {
    String others = realm.exchange(realm.accessToken("bob", "app")).text("IdentityId");
    String token = realm.accessToken("carol", "app");

    Answer answer = upgrade(token, others);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("IdentityId")).isNotEqualTo(others);
    assertThat(answer.json().path("IdentityIdChanged").asBoolean()).isTrue();
    assertThat(realm.exchange(realm.accessToken("bob", "app")).text("IdentityId"))
        .isEqualTo(others);
  }

  @Test
  void identityThatPoolDoesNotHaveIsCallersMistake() {
    String token = realm.accessToken("dave", "app");
    String deleted = guest();
    try (CognitoIdentityClient admin = client()) {
      admin.deleteIdentities(
          r ->
              r.identityIdsToDelete(deleted)
                  .overrideConfiguration(
                      o ->
                          o.credentialsProvider(
                              StaticCredentialsProvider.create(
                                  AwsBasicCredentials.create(
                                      "AKIAIOSFODNN7EXAMPLE",
                                      "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")))));
    }

    for (String identity :
        List.of(
            deleted,
            "eu-west-1:00000000-0000-4000-8000-0000000000ff",
            "us-east-1:00000000-0000-4000-8000-0000000000ff",
            "nonsense")) {
      Answer answer = upgrade(token, identity);
      assertThat(answer.status()).as(identity).isEqualTo(400);
      assertThat(answer.text("error")).isEqualTo("invalid_request");
    }
    assertThat(
            realm
                .http()
                .send(
                    Http.request(realm.door("/identity"))
                        .header("Authorization", "Bearer " + token))
                .status())
        .as("no identity was made")
        .isEqualTo(404);
  }

  @Test
  void twoUsersWhoTakeOneGuestGetAnIdentityEach() throws Exception {
    String guest = guest();
    String erin = realm.accessToken("erin", "app");
    String frank = realm.accessToken("frank", "app");
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Answer>> requests =
          List.of(() -> upgrade(erin, guest), () -> upgrade(frank, guest));
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : both.invokeAll(requests)) {
        answers.add(answer.get());
      }

      assertThat(answers).extracting(Answer::status).containsOnly(200);
      assertThat(answers).extracting(a -> a.text("IdentityId")).doesNotHaveDuplicates();
      assertThat(answers).extracting(a -> a.text("IdentityId")).contains(guest);
      assertThat(answers)
          .extracting(a -> a.json().path("IdentityIdChanged").asBoolean())
          .containsExactlyInAnyOrder(true, false);
    } finally {
      both.shutdownNow();
    }
  }

  @Test
  void requestsOfOneUserThatTakeOneGuestAgree() throws Exception {
    String guest = guest();
    String token = realm.accessToken("grace", "app");
    ExecutorService many = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Answer>> requests = Collections.nCopies(4, () -> upgrade(token, guest));
      for (Future<Answer> answer : many.invokeAll(requests)) {
        assertIdentity(answer.get(), guest, false);
      }
    } finally {
      many.shutdownNow();
    }
  }

  private static void assertIdentity(Answer answer, String identityId, boolean changed) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("IdentityId")).isEqualTo(identityId);
    assertThat(answer.json().path("IdentityIdChanged").asBoolean(!changed)).isEqualTo(changed);
  }

  private static Answer upgrade(String token, String identityId) {
    return realm
        .http()
        .send(
            Http.form(realm.door("/token"), Map.of("identity_id", identityId))
                .header("Authorization", "Bearer " + token));
  }

  private static String guest() {
    try (CognitoIdentityClient anybody = client()) {
      return anybody.getId(r -> r.identityPoolId(Stack.POOL_ID)).identityId();
    }
  }

  private static CognitoIdentityClient client() {
    return CognitoIdentityClient.builder()
        .endpointOverride(stack.cognito().endpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
