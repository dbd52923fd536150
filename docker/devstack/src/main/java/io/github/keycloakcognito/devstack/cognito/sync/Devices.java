package io.github.keycloakcognito.devstack.cognito.sync;

import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.state.Table;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Devices registered for push notifications, and the datasets they want to hear of. */
final class Devices {
  private final Store store;
  private final Table<Device> byId;

  /** What was registered; the push token is never answered or logged. */
  record Device(String platform, String token, Set<String> datasets) {
    @Override
    public String toString() {
      return "Device[" + platform + "]";
    }
  }

  Devices(Store store) {
    this.store = store;
    byId = store.table("syncDevices", Device.class);
  }

  /** The id of a device, the same as before if it was registered before. */
  String register(Identity owner, String platform, String token) {
    return store.change(
        () -> {
          Optional<String> known =
              byId.all(prefix(owner)).stream()
                  .filter(row -> row.value().platform().equals(platform))
                  .filter(row -> row.value().token().equals(token))
                  .map(row -> row.key().substring(prefix(owner).length()))
                  .findFirst();
          String id = known.orElseGet(() -> UUID.randomUUID().toString());
          if (known.isEmpty()) {
            byId.put(prefix(owner) + id, new Device(platform, token, Set.of()));
          }
          return id;
        });
  }

  /** Begins or ends a subscription; returns the datasets the device is subscribed to then. */
  Set<String> subscribe(Identity owner, String deviceId, String dataset, boolean wanted) {
    return store.change(
        () -> {
          Device device =
              byId.get(prefix(owner) + deviceId)
                  .orElseThrow(
                      () ->
                          ErrorCode.RESOURCE_NOT_FOUND.because(
                              "Device '" + deviceId + "' not found."));
          Set<String> datasets = new TreeSet<>(device.datasets());
          if (wanted) {
            datasets.add(dataset);
          } else {
            datasets.remove(dataset);
          }
          byId.put(
              prefix(owner) + deviceId, new Device(device.platform(), device.token(), datasets));
          return datasets;
        });
  }

  /** Forgets the devices of an identity; inside of a change only. */
  void removeAll(Identity owner) {
    byId.all(prefix(owner)).forEach(row -> byId.remove(row.key()));
  }

  private static String prefix(Identity owner) {
    return owner.id() + "/";
  }
}
