package io.github.keycloakcognito.devstack.cognito.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
}
