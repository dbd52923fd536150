package io.github.keycloakcognito.devstack.cognito.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.Optional;

/** Stores where push notifications and streams of a pool would go. */
final class SetIdentityPoolConfiguration implements Operation {
  private final Access access;
  private final SyncPools pools;
  private final Assumptions assumptions;

  SetIdentityPoolConfiguration(Access access, SyncPools pools, Assumptions assumptions) {
    this.access = access;
    this.pools = pools;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Pool pool = access.pool(call);
    Optional<SyncPool.PushSync> push =
        call.input().structure("PushSync").map(SetIdentityPoolConfiguration::push);
    Optional<SyncPool.Streams> streams =
        call.input().structure("CognitoStreams").map(SetIdentityPoolConfiguration::streams);
    boolean keep = assumptions.is(Assumption.SYNC_ABSENT_CONFIGURATION, "kept");
    SyncPool changed =
        pools.update(
            pool.id(),
            old ->
                old.withConfiguration(
                    keep ? push.or(old::push) : push, keep ? streams.or(old::streams) : streams));
    return Answers.configuration(pool.id(), changed);
  }

  private static SyncPool.PushSync push(Input input) {
    return new SyncPool.PushSync(input.list("ApplicationArns"), input.optional("RoleArn"));
  }

  private static SyncPool.Streams streams(Input input) {
    SyncPool.Streams streams =
        new SyncPool.Streams(
            input.optional("StreamName"),
            input.optional("RoleArn"),
            input.optional("StreamingStatus"));
    if (streams.enabled() && (streams.streamName().isEmpty() || streams.roleArn().isEmpty())) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "StreamName and RoleArn must be given to enable streaming.");
    }
    return streams;
  }
}
