package io.github.keycloakcognito.devstack.cognito.identity;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An identity pool.
 *
 * @param id {@code <region>:<uuid>}
 * @param account twelve digits
 * @param name as people read it
 * @param allowUnauthenticated whether guests get identities
 * @param allowClassicFlow empty counts as allowed, but is shown as absent (tri-state at AWS)
 * @param developerProviderName the key of developer users in Logins; never changes once it is set
 * @param supportedLoginProviders app ids by provider name, e.g. {@code graph.facebook.com}
 * @param userPoolClients clients of Cognito user pools
 * @param openIdConnectProviderArns IAM OIDC providers
 * @param samlProviderArns IAM SAML providers
 * @param roles by {@code authenticated} and {@code unauthenticated}
 * @param roleMappings by provider name as SetIdentityPoolRoles writes it
 * @param principalTagMaps by provider name
 * @param tags of the pool
 */
public record Pool(
    String id,
    String account,
    String name,
    boolean allowUnauthenticated,
    Optional<Boolean> allowClassicFlow,
    Optional<String> developerProviderName,
    Map<String, String> supportedLoginProviders,
    List<UserPoolClient> userPoolClients,
    List<String> openIdConnectProviderArns,
    List<String> samlProviderArns,
    Map<String, String> roles,
    Map<String, RoleMapping> roleMappings,
    Map<String, PrincipalTagMap> principalTagMaps,
    Map<String, String> tags) {

  /** What stands before the colon of the id. */
  public String region() {
    return id.substring(0, id.indexOf(':'));
  }

  /** As IAM policies name it. */
  public String arn() {
    return "arn:aws:cognito-identity:" + region() + ":" + account + ":identitypool/" + id;
  }

  /** The role the enhanced flow takes for an identity. */
  public Optional<String> role(boolean authenticated) {
    return Optional.ofNullable(roles.get(authenticated ? "authenticated" : "unauthenticated"));
  }

  /** Whether this is the provider the developer vouches for. */
  public boolean isDeveloperProvider(String provider) {
    return developerProviderName.filter(provider::equals).isPresent();
  }

  /**
   * The names SetIdentityPoolRoles has for the configured providers: of a user pool with the
   * client, of IAM providers the ARN. The developer provider is not among them.
   */
  public Set<String> roleMappingProviders() {
    Set<String> names = new LinkedHashSet<>(supportedLoginProviders.keySet());
    userPoolClients.forEach(client -> names.add(client.providerName() + ":" + client.clientId()));
    names.addAll(openIdConnectProviderArns);
    names.addAll(samlProviderArns);
    return names;
  }

  /** The same pool with another developer provider, or none. */
  public Pool withDeveloperProvider(Optional<String> newName) {
    return with(newName, roles, roleMappings, principalTagMaps, tags);
  }

  /** The same pool with these roles only. */
  public Pool withRoles(Map<String, String> newRoles, Map<String, RoleMapping> newMappings) {
    return with(developerProviderName, newRoles, newMappings, principalTagMaps, tags);
  }

  /** The same pool with another mapping for one provider. */
  public Pool withPrincipalTagMap(String provider, PrincipalTagMap map) {
    Map<String, PrincipalTagMap> maps = new LinkedHashMap<>(principalTagMaps);
    maps.put(provider, map);
    return withPrincipalTagMaps(maps);
  }

  /** The same pool with these mappings only. */
  public Pool withPrincipalTagMaps(Map<String, PrincipalTagMap> newMaps) {
    return with(developerProviderName, roles, roleMappings, newMaps, tags);
  }

  /** The same pool with these tags only. */
  public Pool withTags(Map<String, String> newTags) {
    return with(developerProviderName, roles, roleMappings, principalTagMaps, newTags);
  }

  private Pool with(
      Optional<String> newDeveloperProvider,
      Map<String, String> newRoles,
      Map<String, RoleMapping> newMappings,
      Map<String, PrincipalTagMap> newMaps,
      Map<String, String> newTags) {
    return new Pool(
        id,
        account,
        name,
        allowUnauthenticated,
        allowClassicFlow,
        newDeveloperProvider,
        supportedLoginProviders,
        userPoolClients,
        openIdConnectProviderArns,
        samlProviderArns,
        newRoles,
        newMappings,
        newMaps,
        newTags);
  }
}
