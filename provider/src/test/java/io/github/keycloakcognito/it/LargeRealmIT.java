package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
@DisplayName("A realm of many users")
class LargeRealmIT {

  private static final int USERS = Integer.getInteger("large.users", 20_000);
  private static final int WITH_IDENTITY = Integer.getInteger("large.identities", 1_000);

  /** What Keycloak writes of a user without a password; to have it written takes minutes. */
  private static final String FILL =
      """
      INSERT INTO user_entity
          (id, username, realm_id, enabled, email_constraint, email_verified, created_timestamp, not_before)
        SELECT gen_random_uuid(), 'user-' || n, realm.id, true, gen_random_uuid(), false, 0, 0
          FROM realm, generate_series(1, %2$d) n WHERE realm.name = '%1$s';
      INSERT INTO user_role_mapping (role_id, user_id)
        SELECT realm.default_role, u.id
          FROM realm JOIN user_entity u ON u.realm_id = realm.id
          WHERE realm.name = '%1$s' AND u.username LIKE 'user-%%'
      """;

  private static Nodes nodes;
  private static LocalIdentities identities;

  @BeforeAll
  static void start() {
    nodes = Nodes.single();
    identities = new LocalIdentities(nodes.cognito());
  }

  @AfterAll
  static void stop() {
    if (nodes != null) {
      identities.close();
      nodes.close();
    }
  }

  @Test
  @DisplayName("goes as fast with a pool as without, and its identities follow")
  void removal() {
    TestRealm plain = nodes.newRealm();
    TestRealm pooled = nodes.newRealm();
    withoutPool(plain);
    fill(plain);
    List<String> users = fill(pooled);
    List<String> made = users.subList(0, WITH_IDENTITY).stream().map(identities::make).toList();
    adopt(pooled);

    Duration without = remove(plain);
    Duration with = remove(pooled);

    System.out.printf(
        "LargeRealmIT: %d users, %d identities: realm removed in %d ms, without a pool in %d ms,"
            + " ratio %.2f%n",
        USERS,
        WITH_IDENTITY,
        with.toMillis(),
        without.toMillis(),
        (double) with.toMillis() / without.toMillis());
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(identities.all()).doesNotContainAnyElementsOf(made));
    JsonNode sweep = sweepOf(pooled);
    assertThat(sweep.path("state").asText()).isEqualTo("done");
    assertThat(sweep.path("mended").asInt()).isEqualTo(WITH_IDENTITY);
  }

  private static void withoutPool(TestRealm realm) {
    for (JsonNode component :
        realm.admin().get(realm.path("/components?type=" + TestRealm.POOL_TYPE))) {
      realm.admin().delete(realm.path("/components/" + component.path("id").asText()));
    }
  }

  private static List<String> fill(TestRealm realm) {
    nodes.database().execute(FILL.formatted(realm.name(), USERS));
    List<String> users =
        nodes
            .database()
            .column(
                "SELECT u.id FROM realm JOIN user_entity u ON u.realm_id = realm.id WHERE realm.name = '"
                    + realm.name()
                    + "' AND u.username LIKE 'user-%'");
    assertThat(users).hasSize(USERS);
    return users;
  }

  /** A reconcile job notes the identities of living users. */
  private static void adopt(TestRealm realm) {
    realm.admin().post(realm.path("/cognito/reconcile"), Map.of("dry_run", "false"));
    await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                realm
                    .admin()
                    .get(realm.path("/cognito/reconcile"))
                    .path("jobs")
                    .path(0)
                    .has("ended"));
  }

  private static Duration remove(TestRealm realm) {
    long start = System.nanoTime();
    realm.admin().delete(realm.path(""));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static JsonNode sweepOf(TestRealm realm) {
    for (JsonNode job : realm.admin().get("/realms/master/cognito/reconcile").path("jobs")) {
      if (job.path("realm").asText().equals(realm.name())) {
        return job;
      }
    }
    throw new AssertionError("no sweep");
  }
}
