package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The identities of a pool and the pool itself, as Cognito knows them. No method but {@link
 * #identityOfLogin} makes an identity. Every method blocks, for {@code timeout} at most, and throws
 * {@link ExchangeException} for whatever AWS or the network refuses. Users are developer user
 * identifiers of the pool's developer provider: Keycloak's user ids.
 */
public interface IdentityDirectory {

  /** LookupDeveloperIdentity: the identity of a user; empty if the user has none in the pool. */
  Optional<String> identityOf(IdentityPool pool, String user, Duration timeout);

  /**
   * GetId: the identity of a public login, which Cognito makes if it has not seen the login yet.
   * There is no way to ask without.
   */
  String identityOfLogin(IdentityPool pool, Login login, Duration timeout);

  /**
   * LookupDeveloperIdentity: the users of an identity. None if the pool has no such identity, or if
   * it is a guest's: Cognito does not tell these apart.
   */
  DeveloperUsers usersOf(IdentityPool pool, String identityId, Duration timeout);

  /**
   * DescribeIdentity; empty if there is no such identity. Cognito looks through all pools of the
   * account and region, so it does not tell that the identity is one of {@code pool}.
   */
  Optional<IdentityDescription> describe(IdentityPool pool, String identityId, Duration timeout);

  /**
   * ListIdentities: the pool's identities that are in use, guests' included, without those that
   * were merged into others.
   *
   * @param nextToken of the page before; null for the first page
   */
  IdentityPage list(IdentityPool pool, String nextToken, Duration timeout);

  /**
   * MergeDeveloperIdentities: the source user gets the destination user's identity, for good.
   *
   * @return the identity of both
   */
  String merge(IdentityPool pool, String source, String destination, Duration timeout);

  /**
   * UnlinkDeveloperIdentity: the user gets a new identity at the next exchange. An identity that
   * lost its last login cannot be used any more.
   */
  void unlinkUser(IdentityPool pool, String identityId, String user, Duration timeout);

  /**
   * UnlinkIdentity: takes a public login from an identity.
   *
   * @param provider Cognito's name of the login provider
   * @param token of that provider, which proves that the login is the identity's; secret
   */
  void unlinkLogin(
      IdentityPool pool, String identityId, String provider, String token, Duration timeout);

  /**
   * DeleteIdentities. Cognito does not ask whose pool the identities are of: whoever calls this has
   * to know that they are of {@code pool}.
   *
   * @param identityIds 1 to 60 (Cognito's limit)
   * @return Cognito's error code by id of each identity that was not deleted
   */
  Map<String, String> delete(IdentityPool pool, List<String> identityIds, Duration timeout);

  /** DescribeIdentityPool. */
  PoolDescription describePool(IdentityPool pool, Duration timeout);

  /** GetIdentityPoolRoles; unlike {@link CognitoGateway#authenticatedRole} a refusal is one. */
  PoolRoles roles(IdentityPool pool, Duration timeout);
}
