package io.github.keycloakcognito.devstack.cognito.sync;

import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;

/** Who is named as the one who made a change. */
final class Author {
  private Author() {}

  /** The device if the request names one, otherwise the identity, or the developer's account. */
  static String of(Call call) {
    Caller caller = call.caller();
    return call.input()
        .optional("DeviceId")
        .orElseGet(() -> caller.identityId().orElse(caller.account()));
  }
}
