package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;

/** Registers a device for push notifications, which are never sent. */
final class RegisterDevice implements Operation {
  private final Access access;
  private final SyncPools pools;
  private final Devices devices;

  RegisterDevice(Access access, SyncPools pools, Devices devices) {
    this.access = access;
    this.pools = pools;
    this.devices = devices;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    Identity owner = access.onDevice(call);
    String platform = input.text("Platform");
    boolean reached =
        pools.get(owner.poolId()).push().map(push -> push.reaches(platform)).orElse(false);
    if (!reached) {
      throw ErrorCode.INVALID_CONFIGURATION.because(
          "Identity pool isn't set up for push sync on " + platform + ".");
    }
    return Answers.empty().put("DeviceId", devices.register(owner, platform, input.text("Token")));
  }
}
