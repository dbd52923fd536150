package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.Input;

/** Lets a device hear of changes of a dataset, were notifications sent. */
final class SubscribeToDataset implements Operation {
  private final Access access;
  private final SyncPools pools;
  private final Devices devices;

  SubscribeToDataset(Access access, SyncPools pools, Devices devices) {
    this.access = access;
    this.pools = pools;
    this.devices = devices;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    Identity owner = access.onDevice(call);
    pools.get(owner.poolId()).requirePush();
    devices.subscribe(owner, input.text("DeviceId"), input.text("DatasetName"), true);
    return Answers.empty();
  }
}
