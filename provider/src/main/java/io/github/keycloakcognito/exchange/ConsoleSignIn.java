package io.github.keycloakcognito.exchange;

import java.time.Duration;

/** AWS's federation endpoint, which lets the holder of credentials into the AWS console. */
public interface ConsoleSignIn {

  /**
   * The console for a role, or for the authenticated role of a pool.
   *
   * @param role null for the pool's authenticated role
   * @throws ExchangeException where no console is known for their AWS partition
   */
  AwsConsole console(IdentityPool pool, AwsRole role);

  /**
   * A token for {@link AwsConsole#login}; secret. Blocks for about {@code timeout} at most.
   *
   * @throws ExchangeException for whatever AWS or the network refuses
   */
  String signinToken(AwsConsole console, AwsCredentials credentials, Duration timeout);
}
