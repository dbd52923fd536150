package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.Fake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

/** A realm's user profile in memory. */
final class FakeProfile {

  final AtomicInteger writes = new AtomicInteger();
  private UPConfig config = empty();

  private static UPConfig empty() {
    UPConfig empty = new UPConfig();
    empty.setAttributes(new ArrayList<>());
    return empty;
  }

  List<String> attributes() {
    return config.getAttributes().stream().map(UPAttribute::getName).toList();
  }

  UPConfig config() {
    return config;
  }

  /** A session of {@code realm} that knows nothing but this. */
  KeycloakSession session(RealmModel realm) {
    KeycloakContext context =
        Fake.of(
            KeycloakContext.class,
            Map.of("getRealm", arguments -> realm, "setRealm", arguments -> null));
    UserProfileProvider provider =
        Fake.of(
            UserProfileProvider.class,
            Map.of(
                "getConfiguration",
                arguments -> config.clone(),
                "setConfiguration",
                arguments -> {
                  config = (UPConfig) arguments[0];
                  return writes.incrementAndGet();
                }));
    return Fake.of(
        KeycloakSession.class,
        Map.of("getContext", arguments -> context, "getProvider", arguments -> provider));
  }
}
