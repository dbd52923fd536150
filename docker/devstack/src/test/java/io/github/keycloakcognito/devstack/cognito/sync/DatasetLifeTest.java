package io.github.keycloakcognito.devstack.cognito.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.LinkOutcome;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.model.ServiceModel;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of datasets when identities, pools or the process end. */
class DatasetLifeTest {
  private static final List<String> TABLES =
      List.of("syncDatasets", "syncRecords", "syncDevices", "syncPools");
  private static final Caller DEVELOPER =
      new Caller(
          "arn:aws:iam::123456789012:user/d",
          "d",
          "123456789012",
          Optional.empty(),
          Set.of(),
          Optional.empty());

  private final Pool pool =
      new Pool(
          "eu-west-1:00000000-0000-4000-8000-000000000001",
          "123456789012",
          "pool",
          true,
          Optional.empty(),
          Optional.of("login.test"),
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of());

  /** A local Cognito without its front. */
  private final class Running {
    private final Store store;
    private final Pools pools;
    private final Identities identities;
    private final List<Operation> operations;

    Running(Store store) {
      this.store = store;
      Assumptions assumptions = new Assumptions(Map.of());
      pools = new Pools(store);
      pools.seed(List.of(pool));
      identities = new Identities(store, pools, assumptions, Instant::now);
      operations = SyncOperations.of(store, pools, identities, assumptions, Instant::now);
    }

    String user(String name) {
      LinkOutcome outcome =
          identities.resolve(pool, Optional.empty(), List.of(new Login("login.test", name)));
      return ((LinkOutcome.Linked) outcome).identity().id();
    }

    ObjectNode run(String operation, Caller caller, Map<String, Object> input) {
      return operations.stream()
          .filter(candidate -> candidate.name().equals(operation))
          .findFirst()
          .orElseThrow()
          .run(new Call(new Input(new ObjectMapper().valueToTree(input)), caller, "eu-west-1"));
    }

    void write(String identity, String dataset, String value) {
      String token = list(identity, dataset).get("SyncSessionToken").textValue();
      run(
          "UpdateRecords",
          DEVELOPER,
          Map.of(
              "IdentityPoolId",
              pool.id(),
              "IdentityId",
              identity,
              "DatasetName",
              dataset,
              "SyncSessionToken",
              token,
              "RecordPatches",
              List.of(Map.of("Op", "replace", "Key", "k", "Value", value, "SyncCount", 0))));
    }

    ObjectNode list(String identity, String dataset) {
      return run(
          "ListRecords",
          DEVELOPER,
          Map.of("IdentityPoolId", pool.id(), "IdentityId", identity, "DatasetName", dataset));
    }

    void device(String identity) {
      run(
          "SetIdentityPoolConfiguration",
          DEVELOPER,
          Map.of(
              "IdentityPoolId",
              pool.id(),
              "PushSync",
              Map.of("ApplicationArns", List.of("arn:aws:sns:eu-west-1:1:app/GCM/a"))));
      Caller own = new Caller("arn", "id", "1", Optional.of(identity), Set.of(), Optional.empty());
      run(
          "RegisterDevice",
          own,
          Map.of(
              "IdentityPoolId",
              pool.id(),
              "IdentityId",
              identity,
              "Platform",
              "GCM",
              "Token",
              "push token"));
    }

    int rows(String table) {
      return store.table(table, Object.class).all("").size();
    }
  }

  @Test
  void dataGoesWithItsIdentity() {
    try (Store store = Store.inMemory()) {
      Running cognito = new Running(store);
      String gone = cognito.user("gone");
      String stays = cognito.user("stays");
      cognito.write(gone, "a", "1");
      cognito.write(gone, "b", "1");
      cognito.write(stays, "a", "1");
      cognito.device(gone);
      assertThat(cognito.rows("syncDatasets")).isEqualTo(3);
      assertThat(cognito.identities.delete(gone)).isTrue();
      assertThat(cognito.rows("syncDatasets")).isEqualTo(1);
      assertThat(cognito.rows("syncRecords")).isEqualTo(1);
      assertThat(cognito.rows("syncDevices")).isZero();
      assertThat(cognito.list(stays, "a").get("Count").intValue()).isEqualTo(1);
    }
  }

  @Test
  void dataGoesWithItsPool() {
    try (Store store = Store.inMemory()) {
      Running cognito = new Running(store);
      String id = cognito.user("someone");
      cognito.write(id, "a", "1");
      cognito.device(id);
      assertThat(TABLES).allSatisfy(table -> assertThat(cognito.rows(table)).isEqualTo(1));
      cognito.identities.deleteAll(pool.id());
      cognito.pools.remove(pool.id());
      assertThat(TABLES).allSatisfy(table -> assertThat(cognito.rows(table)).isZero());
    }
  }

  @Test
  void dataFollowsMergesOfMergedIdentities() {
    try (Store store = Store.inMemory()) {
      Running cognito = new Running(store);
      String first = cognito.user("first");
      String second = cognito.user("second");
      String third = cognito.user("third");
      cognito.write(first, "a", "1");
      cognito.write(second, "a", "2");
      cognito.write(third, "a", "3");
      cognito.device(first);
      Login login = new Login("login.test", "first");
      cognito.identities.merge(pool, login, new Login("login.test", "second"));
      assertThat(cognito.rows("syncDevices")).isZero();
      cognito.identities.merge(pool, login, new Login("login.test", "third"));
      assertThat(names(cognito.list(third, "a")))
          .containsExactlyInAnyOrder("a." + first, "a." + second);
      assertThat(cognito.list(third, "a." + first).at("/Records/0/Value").textValue())
          .isEqualTo("1");
      assertThat(cognito.list(third, "a").at("/Records/0/Value").textValue()).isEqualTo("3");
      assertThat(cognito.rows("syncDatasets")).isEqualTo(3);
      assertThat(cognito.rows("syncRecords")).isEqualTo(3);
    }
  }

  private static List<String> names(ObjectNode listed) {
    return listed.get("MergedDatasetNames").valueStream().map(name -> name.textValue()).toList();
  }

  @Test
  void dataOutlivesTheProcess(@TempDir Path folder) {
    Path file = folder.resolve("state");
    String id;
    String token;
    try (Store store = Store.file(file)) {
      Running cognito = new Running(store);
      id = cognito.user("someone");
      cognito.write(id, "a", "\u00e4 value");
      cognito.device(id);
      token = cognito.list(id, "a").get("SyncSessionToken").textValue();
    }
    try (Store store = Store.file(file)) {
      Running cognito = new Running(store);
      ObjectNode listed = cognito.list(id, "a");
      assertThat(listed.at("/Records/0/Value").textValue()).isEqualTo("\u00e4 value");
      assertThat(listed.get("DatasetSyncCount").longValue()).isEqualTo(1);
      assertThat(cognito.rows("syncDevices")).isEqualTo(1);
      cognito.run(
          "UpdateRecords",
          DEVELOPER,
          Map.of(
              "IdentityPoolId",
              pool.id(),
              "IdentityId",
              id,
              "DatasetName",
              "a",
              "SyncSessionToken",
              token));
    }
  }

  @Test
  void everyOperationOfTheServiceIsThere() {
    try (Store store = Store.inMemory()) {
      assertThat(new Running(store).operations)
          .extracting(Operation::name)
          .containsExactlyInAnyOrderElementsOf(
              ServiceModel.cognitoSync().operations().stream()
                  .map(operation -> operation.name())
                  .toList());
    }
  }
}
