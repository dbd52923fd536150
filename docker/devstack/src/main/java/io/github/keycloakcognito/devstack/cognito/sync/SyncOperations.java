package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The list of all operations: the one place a new one is added to. */
public final class SyncOperations {
  private SyncOperations() {}

  /** An operation whose checks and changes happen at one moment, or not at all. */
  private record Whole(Store store, Operation operation) implements Operation {
    @Override
    public String name() {
      return operation.name();
    }

    @Override
    public ObjectNode run(Call call) {
      return store.change(() -> operation.run(call));
    }
  }

  /** All operations over the given state; data follows identities and pools that go. */
  public static List<Operation> of(
      Store store,
      Pools pools,
      Identities identities,
      Assumptions assumptions,
      Supplier<Instant> clock) {
    SyncPools syncPools = new SyncPools(store);
    Datasets datasets = new Datasets(store, syncPools, assumptions, clock);
    SyncSessions sessions = new SyncSessions(store, syncPools, clock);
    Devices devices = new Devices(store);
    Access access = new Access(pools, identities, assumptions);
    pools.onRemoval(syncPools::remove);
    identities.onMerge(
        (from, into) -> {
          datasets.merge(from, into);
          devices.removeAll(from);
        });
    identities.onDeletion(
        identity -> {
          datasets.removeAll(identity);
          devices.removeAll(identity);
        });
    return List.of(
        new Whole(store, new BulkPublish(access, syncPools, assumptions, clock)),
        new Whole(store, new DeleteDataset(access, datasets)),
        new DescribeDataset(access, datasets),
        new DescribeIdentityPoolUsage(access, syncPools, datasets),
        new DescribeIdentityUsage(access, datasets),
        new GetBulkPublishDetails(access, syncPools, clock),
        new GetCognitoEvents(access, syncPools),
        new GetIdentityPoolConfiguration(access, syncPools),
        new ListDatasets(access, datasets),
        new ListIdentityPoolUsage(access, syncPools, datasets),
        new ListRecords(access, datasets, sessions, store, assumptions),
        new Whole(store, new RegisterDevice(access, syncPools, devices)),
        new Whole(store, new SetCognitoEvents(access, syncPools)),
        new Whole(store, new SetIdentityPoolConfiguration(access, syncPools, assumptions)),
        new Whole(store, new SubscribeToDataset(access, syncPools, devices)),
        new Whole(store, new UnsubscribeFromDataset(access, syncPools, devices)),
        new Whole(store, new UpdateRecords(access, datasets, sessions)));
  }
}
