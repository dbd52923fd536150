package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The reconcile jobs of a realm, by their door. */
record ReconcileDoor(RealmAdmins admins) {

  static final String PATH = "/reconcile";

  private static final Duration LONG = Duration.ofSeconds(60);

  Answer start(String json) {
    return admins.call("manager", "POST", PATH, json);
  }

  /** Starts a job, and returns it as it ends. */
  JsonNode run(String json) {
    Answer started = start(json);
    assertThat(started.status()).as(started.body()).isEqualTo(200);
    assertThat(started.text("state")).isEqualTo("running");
    return ended();
  }

  JsonNode ended() {
    return newest(job -> job.has("ended"));
  }

  /** The newest job, once it is as {@code expected}. */
  JsonNode newest(Predicate<JsonNode> expected) {
    return await().atMost(LONG).until(this::newest, expected);
  }

  private JsonNode newest() {
    Answer answer = admins.get("viewer", PATH + "?max=1000");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("jobs").path(0);
  }

  /** What a job has found about an identity. */
  static List<String> kindsOf(JsonNode job, String identityId) {
    List<String> kinds = new ArrayList<>();
    for (JsonNode finding : job.path("findings")) {
      if (finding.path("IdentityId").asText().equals(identityId)) {
        kinds.add(finding.path("kind").asText());
      }
    }
    return kinds;
  }
}
