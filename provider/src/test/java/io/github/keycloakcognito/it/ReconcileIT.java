package io.github.keycloakcognito.it;

import static io.github.keycloakcognito.it.ReconcileDoor.kindsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("A reconcile job")
class ReconcileIT {

  private static final String DOOR = ReconcileDoor.PATH;

  private final Stack stack;
  private final LocalIdentities identities;
  private TestRealm realm;
  private RealmAdmins admins;
  private ReconcileDoor jobs;

  ReconcileIT(Stack stack) {
    this.stack = stack;
    this.identities = new LocalIdentities(stack.cognito());
  }

  @BeforeEach
  void newRealm() {
    realm = TestRealm.in(stack);
    admins = RealmAdmins.of(stack, realm);
    jobs = new ReconcileDoor(admins);
  }

  @AfterEach
  void withoutQuotas() {
    stack.cognito().quotas(false);
  }

  @Test
  @DisplayName("reports, and touches nothing unless it is told to")
  void dryRun() {
    identities.delete(exchange("bob"));
    String foreign = identities.make("user-of-another-system");
    stack.cognito().resetCalls();

    JsonNode job = jobs.run("{}");

    assertThat(job.path("state").asText()).isEqualTo("done");
    assertThat(job.path("dry_run").asBoolean()).isTrue();
    assertThat(job.path("phase").asText()).isEqualTo("end");
    assertThat(job.path("vanished").asInt()).isEqualTo(1);
    assertThat(job.path("mended").asInt()).isZero();
    assertThat(job.path("listed").asInt()).isPositive();
    assertThat(kindsOf(job, foreign)).containsExactly("unknown");
    assertThat(stack.cognito().calls())
        .containsKey("ListIdentities")
        .doesNotContainKeys("DeleteIdentities", "UnlinkDeveloperIdentity");
    assertThat(identities.exists(foreign)).isTrue();
    JsonNode event = admins.events().get(0);
    assertThat(event.path("resourceType").asText()).isEqualTo("COGNITO_RECONCILE");
    assertThat(event.path("details").path("job").asText()).isEqualTo(job.path("id").asText());
  }

  @Test
  @DisplayName("forgets identities that vanished, and leaves another system's alone")
  void mends() {
    String alice = exchange("alice");
    String bob = exchange("bob");
    String foreign = identities.make("another-systems-user");
    identities.delete(bob);

    JsonNode job = jobs.run("{\"dry_run\":false}");

    assertThat(job.path("mended").asInt()).as(job.toString()).isEqualTo(1);
    assertThat(kindsOf(job, bob)).containsExactly("vanished");
    assertThat(kindsOf(job, alice)).isEmpty();
    assertThat(kindsOf(job, foreign)).containsExactly("unknown");
    assertThat(attribute("bob")).isEmpty();
    assertThat(attribute("alice")).isEqualTo(alice);
    assertThat(identities.exists(foreign)).isTrue();
    JsonNode second = jobs.run("{\"dry_run\":false}");
    assertThat(second.path("vanished").asInt()).isZero();
  }

  @Test
  @DisplayName("keeps apart what two realms have in one pool")
  void twoRealms() {
    TestRealm other = TestRealm.in(stack);
    RealmAdmins others = RealmAdmins.of(stack, other);
    String mine = exchange("alice");
    String theirs = other.exchange(other.accessToken("alice", "app")).text("IdentityId");
    identities.delete(mine);

    JsonNode job = new ReconcileDoor(others).run("{\"dry_run\":false}");

    assertThat(job.path("vanished").asInt()).isZero();
    assertThat(kindsOf(job, mine)).isEmpty();
    assertThat(kindsOf(job, theirs)).isEmpty();
    assertThat(attribute("alice")).isEqualTo(mine);
    assertThat(jobs.run("{}").path("vanished").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("runs once at a time for a pool, and can be cancelled")
  void cancel() {
    stack.cognito().faults(List.of(Fault.hang("ListIdentities")));
    Answer first = jobs.start("{}");
    String id = first.text("id");

    Answer second = jobs.start("{}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("error")).isEqualTo("conflict");
    assertThat(second.text("error_description")).contains(id);

    Answer cancelled = admins.delete("manager", DOOR);
    assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
    assertThat(cancelled.text("id")).isEqualTo(id);
    assertThat(cancelled.text("state")).isEqualTo("cancelled");
    assertThat(admins.delete("manager", DOOR).status()).isEqualTo(404);
    assertThat(admins.delete("manager", DOOR + "?id=" + id).status()).isEqualTo(404);
    assertThat(admins.events().get(0).path("operationType").asText()).isEqualTo("DELETE");

    stack.cognito().clearFaults();
    assertThat(jobs.run("{}").path("state").asText()).isEqualTo("done");
  }

  @Test
  @DisplayName("waits where IAM denies it, and says which action is missing")
  void denied() {
    stack
        .cognito()
        .faults(
            List.of(
                Fault.error(
                    "ListIdentities",
                    "AccessDeniedException",
                    "not authorized to perform: cognito-identity:ListIdentities")));
    jobs.start("{}");

    JsonNode job = jobs.newest(found -> found.has("remedy"));
    assertThat(job.path("state").asText()).isEqualTo("running");
    assertThat(job.path("cause").asText()).contains("ListIdentities");
    assertThat(job.path("remedy").asText()).contains("cognito-identity:ListIdentities");
    assertThat(job.path("aws_request_id").asText()).isNotBlank();

    stack.cognito().clearFaults();
    assertThat(jobs.ended().has("cause")).isFalse();
  }

  @Test
  @DisplayName("keeps under AWS's documented quotas")
  void quotas() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      made.add(identities.make("quota-" + realm.name() + "-" + i));
    }
    exchange("alice");
    stack.cognito().quotas(true);
    stack.cognito().clearLog();

    JsonNode job = jobs.run("{}");

    assertThat(job.path("unknown").asInt()).isGreaterThanOrEqualTo(made.size());
    assertThat(stack.cognito().log())
        .filteredOn(call -> call.operation().equals("ListIdentities"))
        .allSatisfy(call -> assertThat(call.outcome()).isEqualTo("OK"));
    assertThat(stack.cognito().calls().get("ListIdentities")).isGreaterThanOrEqualTo(3);
    JsonNode page =
        admins.get("viewer", DOOR + "?pool=default&first=1&max=2").json().path("jobs").path(0);
    assertThat(page.path("findings")).hasSize(2);
    identities.deleteAll(made);
  }

  @Test
  @DisplayName("is for admins of the realm, and only for bound pools")
  void refusals() {
    admins.addPool(
        "foreign",
        Map.of("identityPoolId", List.of("eu-west-1:00000000-0000-4000-8000-000000000000")));

    assertThat(admins.post("viewer", DOOR).status()).isEqualTo(403);
    assertThat(admins.delete("viewer", DOOR).status()).isEqualTo(403);
    assertThat(admins.get("alice", DOOR).status()).isEqualTo(403);
    assertThat(realm.http().send(admins.request("GET", DOOR, null)).status()).isEqualTo(401);
    assertThat(jobs.start("{\"pool\":\"foreign\"}").status()).isEqualTo(403);
    assertThat(jobs.start("{\"pool\":\"nowhere\"}").status()).isEqualTo(404);
    assertThat(jobs.start("{\"dry_run\":\"maybe\"}").status()).isEqualTo(400);
    assertThat(jobs.start("{\"unknown\":1}").status()).isEqualTo(400);
    assertThat(jobs.start("{").status()).isEqualTo(400);
    assertThat(admins.get("viewer", DOOR + "?max=1001").status()).isEqualTo(400);
    assertThat(admins.get("viewer", DOOR + "?first=-1").status()).isEqualTo(400);
    assertThat(admins.delete("manager", DOOR + "?id=nonsense").status()).isEqualTo(404);
    assertThat(stack.cognito().calls()).doesNotContainKey("ListIdentities");
    assertThat(admins.events()).isEmpty();
    assertThat(admins.get("viewer", DOOR).json().path("jobs")).isEmpty();
  }

  private String exchange(String user) {
    return realm.exchange(realm.accessToken(user, "app")).text("IdentityId");
  }

  private String attribute(String user) {
    return realm
        .admin()
        .get(realm.path("/users/" + realm.userId(user)))
        .at("/attributes/cognito.identity-id/0")
        .asText();
  }
}
