package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.aws.AwsFailures.About;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Meters;
import io.github.keycloakcognito.exchange.OperatorAccount;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.services.sts.StsClient;

/** {@link OperatorAccount} by STS. */
final class StsOperatorAccount implements OperatorAccount {

  private final Function<IdentityPool, StsClient> clients;
  private final AwsCalls calls;

  /**
   * @param clients signs for a pool
   */
  StsOperatorAccount(Function<IdentityPool, StsClient> clients, Meters meters) {
    this.clients = clients;
    this.calls = new AwsCalls(meters);
  }

  @Override
  public String arn(IdentityPool pool, Duration timeout) {
    return calls.call(
        "GetCallerIdentity",
        About.POOL,
        () ->
            clients
                .apply(pool)
                .getCallerIdentity(r -> r.overrideConfiguration(AwsCalls.within(timeout)))
                .arn());
  }
}
