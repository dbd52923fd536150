package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.keycloak.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("cluster")
@DisplayName("Two nodes on one PostgreSQL")
class ClusterIT {

  private static final String LOOKUP = "LookupDeveloperIdentity";
  private static final int REMOVED = 1_000;
  private static final int STAYING = 20;

  /** A look at each identity's users, 50 a second, and their deletion, 60 at once, 10 a second. */
  private static final Duration QUOTA =
      Duration.ofSeconds(REMOVED / 50).plusMillis(REMOVED * 1000L / 60 / 10);

  /** Each node asks the database every 5 s. */
  private static final Duration NOTICED = Duration.ofSeconds(10);

  private static Nodes nodes;

  private TestRealm here;
  private TestRealm there;

  @BeforeAll
  static void start() {
    nodes = Nodes.clustered(2);
  }

  @AfterAll
  static void stop() {
    if (nodes != null) {
      nodes.close();
    }
  }

  @BeforeEach
  void complete() {
    Trouble.end(nodes.cognito());
    for (int i = 0; i < 2; i++) {
      if (!nodes.node(i).isAlive()) {
        nodes.node(i).start();
      }
    }
    here = nodes.newRealm();
    there = here.at(nodes.node(1).url());
  }

  @Test
  @DisplayName("see each other")
  void view() {
    assertThat(there.admin().get(there.path("")).path("displayName").asText()).isEmpty();

    here.admin().put(here.path(""), Map.of("realm", here.name(), "displayName", "changed"));

    assertThat(there.admin().get(there.path("")).path("displayName").asText()).isEqualTo("changed");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(log(nodes.node(1))).containsPattern("ISPN00009[34].*\\(2\\)"));
  }

  @Test
  @DisplayName("end exchange at once where a user signs out of the other")
  void signOut() {
    Answer tokens = here.tokens("alice", "app", "openid cognito");
    String access = tokens.text("access_token");
    assertThat(there.exchange(access).status()).isEqualTo(200);

    Answer out =
        here.http()
            .send(
                Http.form(
                    URI.create(here.tokenEndpoint().toString().replaceFirst("/token$", "/logout")),
                    Map.of("client_id", "app", "refresh_token", tokens.text("refresh_token"))));

    assertThat(out.status()).isEqualTo(204);
    assertThat(there.exchange(access).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("end exchange at once where a user is disabled on the other")
  void disabled() {
    String access = here.accessToken("alice", "app");
    assertThat(there.exchange(access).status()).isEqualTo(200);

    here.admin().put(here.path("/users/" + here.userId("alice")), Map.of("enabled", false));

    assertThat(there.exchange(access).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("register an identity, with its event, where the user's attribute cannot be written")
  void attributeRefused() {
    nodes
        .database()
        .execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql"
                + " AS 'BEGIN RAISE EXCEPTION ''not to be written''; END';"
                + "CREATE TRIGGER refused BEFORE INSERT ON user_attribute FOR EACH ROW"
                + " WHEN (NEW.name = 'cognito.identity-id') EXECUTE FUNCTION refuse()");
    String identityId;
    try {
      identityId = identity(here, "alice");
    } finally {
      nodes.database().execute("DROP FUNCTION refuse CASCADE");
    }

    String alice = here.userId("alice");
    assertThat(
            nodes
                .database()
                .column("SELECT identity_id FROM cognito_identity WHERE user_id = '" + alice + "'"))
        .containsExactly(identityId);
    assertThat(here.admin().get(here.path("/events?type=TOKEN_EXCHANGE&user=" + alice)))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.path("details").path("identity_id").asText())
                    .isEqualTo(identityId));
    assertThat(here.admin().get(here.path("/users/" + alice)).has("attributes")).isFalse();
  }

  @ParameterizedTest(name = "notice what an admin of the other does: {0}")
  @ValueSource(strings = {"delete", "unlink", "merge"})
  void adminsChange(String change) {
    String bob = identity(here, "bob");
    String before = identity(here, "alice");
    assertThat(identity(there, "alice")).isEqualTo(before);

    Answer changed = change(change);

    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    String after = identity(here, "alice");
    assertThat(after).isNotEqualTo(before);
    assertThat(after.equals(bob)).isEqualTo(change.equals("merge"));
    await()
        .atMost(NOTICED)
        .untilAsserted(() -> assertThat(identity(there, "alice")).isEqualTo(after));
  }

  private Answer change(String change) {
    String identities = "/cognito/users/%s/identity";
    String alice = here.path(identities.formatted(here.userId("alice")));
    String bob = here.path(identities.formatted(here.userId("bob")));
    return switch (change) {
      case "delete" -> here.admin().call("DELETE", alice, null);
      case "unlink" -> here.admin().call("POST", alice + "/unlink", null);
      default -> here.admin().call("POST", bob + "/merge", Map.of("source", here.userId("alice")));
    };
  }

  private static String identity(TestRealm realm, String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }

  @Test
  @DisplayName("go on with a reconcile job of one that is killed")
  void takeover() {
    identity(here, "alice");
    try (LocalIdentities pool = new LocalIdentities(nodes.cognito())) {
      // Nothing to list: the job asks for the first time in its second half.
      pool.deleteAll(List.copyOf(pool.all()));
    }
    nodes.cognito().resetCalls();
    nodes.cognito().faults(List.of(Fault.hang(LOOKUP)));
    String id = here.admin().call("POST", here.path("/cognito/reconcile"), Map.of()).text("id");
    await().atMost(NOTICED).until(() -> nodes.cognito().calls().containsKey(LOOKUP));
    int doomed =
        await()
            .until(
                () ->
                    IntStream.range(0, 2)
                        .filter(i -> log(nodes.node(i)).contains("reconcile job " + id))
                        .findFirst(),
                OptionalInt::isPresent)
            .getAsInt();

    nodes.node(doomed).kill();

    nodes.cognito().clearFaults();
    TestRealm left = doomed == 0 ? there : here;
    JsonNode job =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> left.admin().get(left.path("/cognito/reconcile")).path("jobs").path(0),
                newest -> newest.has("ended"));
    assertThat(job.path("id").asText()).isEqualTo(id);
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
    assertThat(job.path("vanished").asInt()).as(job.toString()).isEqualTo(1);
    assertThat(log(nodes.node(1 - doomed))).contains("reconcile job " + id + " goes on here");
  }

  @Test
  @DisplayName("remove the identities of 1,000 users though one of them is killed in the middle")
  void killed() throws InterruptedException {
    try (LocalIdentities pool = new LocalIdentities(nodes.cognito())) {
      Set<String> before = pool.all();
      Members members = Members.in(here, REMOVED + STAYING);
      Members others = members.at(nodes.node(1).url());
      List<String> names = members.names();
      Map<String, String> identities = new TreeMap<>(members.exchange(names.subList(0, 500)));
      identities.putAll(others.exchange(names.subList(500, REMOVED + STAYING)));
      List<String> removed = names.subList(0, REMOVED).stream().map(members.ids()::get).toList();
      nodes.cognito().quotas(true);

      Instant began = Instant.now();
      new MassRemoval(List.of(members, others), nodes.node(1)).of(removed);
      Instant asked = Instant.now();
      await()
          .atMost(QUOTA.plusSeconds(30))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () ->
                  assertThat(nodes.database().number("SELECT count(*) FROM cognito_outbox"))
                      .isZero());
      System.out.printf(
          "%d users removed in %d s, their identities %d s later%n",
          REMOVED,
          Duration.between(began, asked).toSeconds(),
          Duration.between(asked, Instant.now()).toSeconds());

      nodes.cognito().quotas(false);
      identities.keySet().removeAll(removed);
      Set<String> left = pool.all();
      left.removeAll(before);
      assertThat(left).containsExactlyInAnyOrderElementsOf(identities.values());
      assertThat(members.exchange(names.subList(REMOVED, REMOVED + STAYING))).isEqualTo(identities);
    }
  }

  private static String log(KeycloakServer node) {
    try {
      return Files.readString(node.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
