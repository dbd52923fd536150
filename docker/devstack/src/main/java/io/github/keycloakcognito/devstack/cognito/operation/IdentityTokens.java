package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.token.CognitoTokens;
import io.github.keycloakcognito.devstack.cognito.token.VerifiedLogin;
import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Issues tokens that say how someone came to an identity. */
final class IdentityTokens {
  private static final String AUTHENTICATED = "authenticated";

  private final CognitoTokens tokens;
  private final PrincipalTags principalTags;

  IdentityTokens(CognitoTokens tokens, PrincipalTags principalTags) {
    this.tokens = tokens;
    this.principalTags = principalTags;
  }

  String guest(Pool pool, Identity identity, Duration lifetime) {
    return tokens.issue(pool, identity.id(), List.of(Guests.AMR), Map.of(), lifetime);
  }

  /** With the tags that the pool makes of the logins' claims. */
  String user(Pool pool, Identity identity, List<VerifiedLogin> logins, Duration lifetime) {
    return user(pool, identity, logins, principalTags.of(pool, logins), lifetime);
  }

  /** With the given tags. */
  String user(
      Pool pool,
      Identity identity,
      List<VerifiedLogin> logins,
      Map<String, String> tags,
      Duration lifetime) {
    List<String> amr = new ArrayList<>(List.of(AUTHENTICATED));
    logins.forEach(login -> amr.addAll(login.amr()));
    return tokens.issue(pool, identity.id(), amr, tags, lifetime);
  }

  /** Says what another token said. */
  String again(Pool pool, WebIdentity said, Duration lifetime) {
    Map<String, String> tags = new TreeMap<>();
    said.tags().forEach((name, values) -> tags.put(name, values.get(0)));
    return tokens.issue(pool, said.subject(), said.amr(), tags, lifetime);
  }
}
