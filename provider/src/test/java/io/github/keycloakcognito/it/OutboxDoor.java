package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The outbox of a realm, by its door. */
record OutboxDoor(RealmAdmins admins) {

  /** A removal is due after five seconds, and a call may take four. */
  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(300));
  }

  Answer list(String query) {
    return admins.get("viewer", "/outbox" + query);
  }

  JsonNode only() {
    JsonNode entries = list("").json().path("entries");
    assertThat(entries).hasSize(1);
    return entries.path(0);
  }

  void awaitEmpty() {
    await().untilAsserted(() -> assertThat(list("").json().path("entries")).as("outbox").isEmpty());
  }

  /** Each entry that there still is. */
  void retry() {
    list("").json().path("entries").forEach(this::retry);
  }

  void retry(JsonNode entry) {
    int status = admins.post("manager", "/outbox/" + entry.path("id").asText() + "/retry").status();
    assertThat(status).isIn(200, 404);
  }
}
