package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.Map;

/**
 * What an authorised caller asks for.
 *
 * @param tokenDuration life of the OpenID token, at most the pool's
 * @param identityId a guest's identity to upgrade; null for the caller's own
 * @param logins tokens of linked social logins by Cognito's provider name; secret
 * @param tags session tags
 * @param role the role to take; null for the pool's authenticated role
 * @param fresh whether credentials from the cache will not do, unless they were issued just now
 */
public record ExchangeRequest(
    Caller caller,
    IdentityPool pool,
    Duration tokenDuration,
    String identityId,
    Map<String, String> logins,
    PrincipalTags tags,
    RoleSession role,
    boolean fresh) {

  public ExchangeRequest {
    logins = Map.copyOf(logins);
  }

  /**
   * The caller's own identity and the pool's authenticated role, for as long as the pool allows.
   */
  public static ExchangeRequest of(Caller caller, IdentityPool pool) {
    return new ExchangeRequest(
        caller, pool, pool.tokenDuration(), null, Map.of(), PrincipalTags.NONE, null, false);
  }

  public ExchangeRequest forTokenDuration(Duration duration) {
    return new ExchangeRequest(caller, pool, duration, identityId, logins, tags, role, fresh);
  }

  /**
   * The same for an identity that the app has already.
   *
   * @param guest null for the caller's own identity
   */
  public ExchangeRequest forIdentity(String guest) {
    return new ExchangeRequest(caller, pool, tokenDuration, guest, logins, tags, role, fresh);
  }

  public ExchangeRequest with(PrincipalTags sessionTags) {
    return new ExchangeRequest(
        caller, pool, tokenDuration, identityId, logins, sessionTags, role, fresh);
  }

  public ExchangeRequest with(RoleSession session) {
    return new ExchangeRequest(
        caller, pool, tokenDuration, identityId, logins, tags, session, fresh);
  }

  public ExchangeRequest withFresh(boolean asked) {
    return new ExchangeRequest(caller, pool, tokenDuration, identityId, logins, tags, role, asked);
  }

  public ExchangeRequest withLogins(Map<String, String> linked) {
    return new ExchangeRequest(caller, pool, tokenDuration, identityId, linked, tags, role, fresh);
  }

  /** The same with a login to put into the identity. */
  public ExchangeRequest with(Login login) {
    return withLogins(Map.of(login.provider(), login.token()));
  }

  @Override
  public String toString() {
    return "ExchangeRequest[" + caller.userId() + ", " + pool.alias() + "]";
  }
}
