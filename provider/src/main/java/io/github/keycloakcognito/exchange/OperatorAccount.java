package io.github.keycloakcognito.exchange;

import java.time.Duration;

/** Who Keycloak is at AWS. */
public interface OperatorAccount {

  /**
   * The ARN of Keycloak's credentials for a pool (GetCallerIdentity), which need no permission for
   * this. Blocks for {@code timeout} at most.
   *
   * @throws ExchangeException for whatever AWS or the network refuses
   */
  String arn(IdentityPool pool, Duration timeout);
}
