package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * The one kind of pool there is: an Amazon Cognito identity pool.
 *
 * <p>The validator looks at form only. It runs on import too, where a refusal keeps Keycloak from
 * starting; what depends on the server's options or on AWS is checked at use.
 */
public final class CognitoIdentityPoolProviderFactory implements IdentityPoolProviderFactory {

  static final String ID = "cognito";

  private static final Set<String> KNOWN =
      IdentityPoolConfigProperties.ALL.stream()
          .map(ProviderConfigProperty::getName)
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getHelpText() {
    return "An Amazon Cognito identity pool whose developer provider is this realm.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return IdentityPoolConfigProperties.ALL;
  }

  @Override
  public IdentityPoolProvider create(KeycloakSession session, ComponentModel model) {
    return new CognitoIdentityPoolProvider(new IdentityPoolConfig(model.getConfig()).read());
  }

  @Override
  public void validateConfiguration(
      KeycloakSession session, RealmModel realm, ComponentModel model) {
    try {
      rejectUnknown(model);
      IdentityPool pool = new IdentityPoolConfig(model.getConfig()).read();
      rejectTakenAlias(realm, model, pool.alias());
    } catch (InvalidSettingException e) {
      throw new ComponentValidationException(e.getMessage());
    }
  }

  @Override
  public void onCreate(KeycloakSession session, RealmModel realm, ComponentModel model) {
    RequiredScopes.ensure(realm);
    IdentityAttributes.declare(session, realm);
  }

  @Override
  public void onUpdate(
      KeycloakSession session, RealmModel realm, ComponentModel before, ComponentModel after) {
    RequiredScopes.ensure(realm);
    IdentityAttributes.declare(session, realm);
  }

  /** Keycloak would store what nobody reads: a mistyped setting has to be heard of. */
  private static void rejectUnknown(ComponentModel model) {
    for (String name : model.getConfig().keySet()) {
      if (!KNOWN.contains(name)) {
        throw new InvalidSettingException(
            name.replaceAll("[^A-Za-z0-9._-]", "?"),
            "is no setting of an identity pool; there are "
                + KNOWN.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
  }

  private static void rejectTakenAlias(RealmModel realm, ComponentModel model, String alias) {
    boolean taken =
        RealmPools.components(realm)
            .filter(other -> !other.getId().equals(model.getId()))
            .anyMatch(
                other ->
                    alias.equals(other.getConfig().getFirst(IdentityPoolConfigProperties.ALIAS)));
    if (taken) {
      throw new InvalidSettingException(
          IdentityPoolConfigProperties.ALIAS, "is taken by another identity pool of the realm");
    }
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    RequiredScopes.keep(factory);
  }

  @Override
  public void close() {}

  private record CognitoIdentityPoolProvider(IdentityPool settings)
      implements IdentityPoolProvider {
    @Override
    public void close() {}
  }
}
