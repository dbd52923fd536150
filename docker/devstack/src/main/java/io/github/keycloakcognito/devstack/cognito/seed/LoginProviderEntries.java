package io.github.keycloakcognito.devstack.cognito.seed;

import io.github.keycloakcognito.devstack.cognito.token.LoginProvider;
import io.github.keycloakcognito.devstack.cognito.token.OpaqueToken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the sign-in providers of a seed. */
final class LoginProviderEntries {
  private static final Pattern NAME = Pattern.compile("(?!https?://)[^\\s?#]{1,128}");

  private LoginProviderEntries() {}

  static LoginProvider provider(SeedNode node) {
    node.only("name", "tokens", "unreachable");
    Map<String, OpaqueToken> tokens = new LinkedHashMap<>();
    for (SeedNode token : node.items("tokens")) {
      token.only("token", "subject", "appId", "claims");
      OpaqueToken told =
          new OpaqueToken(
              token.field("subject").text(),
              token.field("appId").text(),
              token.optional("claims").map(SeedNode::texts).orElse(Map.of()));
      if (tokens.put(token.field("token").text(), told) != null) {
        throw token.field("token").bad("is there twice");
      }
    }
    return LoginProvider.of(
        node.field("name").text(NAME, "the key in Logins: a host and path without https://"),
        tokens,
        node.optional("unreachable").map(SeedNode::bool).orElse(false));
  }
}
