package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("cluster")
@ExtendWith(StackExtension.class)
@DisplayName("A realm of many users")
class LargeRealmIT {

  private static final int USERS = Integer.getInteger("large.users", 20_000);
  private static final int WITH_IDENTITY = Integer.getInteger("large.identities", 1_000);
  private static final int CHUNK = 1_000;

  private final Stack stack;
  private final LocalIdentities identities;

  LargeRealmIT(Stack stack) {
    this.stack = stack;
    this.identities = new LocalIdentities(stack);
  }

  @Test
  @DisplayName("goes as fast with a pool as without, and its identities follow")
  void removal() {
    TestRealm plain = TestRealm.in(stack);
    TestRealm pooled = TestRealm.in(stack);
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
        .until(() -> made.stream().noneMatch(identities::exists));
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
    List<String> ids = new ArrayList<>();
    while (ids.size() < USERS) {
      List<Map<String, Object>> some = new ArrayList<>();
      while (some.size() < CHUNK && ids.size() < USERS) {
        String id = UUID.randomUUID().toString();
        ids.add(id);
        some.add(Map.of("id", id, "username", "user-" + ids.size(), "enabled", true));
      }
      realm
          .admin()
          .post(realm.path("/partialImport"), Map.of("ifResourceExists", "FAIL", "users", some));
    }
    return ids;
  }

  /** A reconcile job notes the identities of living users. */
  private void adopt(TestRealm realm) {
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

  private JsonNode sweepOf(TestRealm realm) {
    for (JsonNode job : realm.admin().get("/realms/master/cognito/reconcile").path("jobs")) {
      if (job.path("realm").asText().equals(realm.name())) {
        return job;
      }
    }
    throw new AssertionError("no sweep");
  }
}
