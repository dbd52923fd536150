package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings of one pool of a realm, checked and with defaults filled in.
 *
 * @param alias the name by which callers ask for it
 * @param identityPoolId Cognito's id, {@code region:guid}
 * @param developerProviderName the developer provider that the pool names
 * @param tokenDuration life of an OpenID token; at most 24 hours (Cognito's limit)
 * @param allowedClients client ids that may exchange; empty means none
 * @param serviceAccounts whether a client's own service account may exchange
 * @param requiredScope the scope an access token has to carry
 * @param publicDiscovery whether {@code GET /cognito} tells the pool without a token
 * @param requirement the sign-in that the pool asks for
 * @param principalTags the session tags to hand over, the most important first
 * @param linkedProviders Cognito's provider names by alias of the Keycloak identity provider, where
 *     they differ from what its type says
 * @param userRemoval what becomes of the identity of a user who is removed
 * @param warmUp when an identity is made before anybody asks for it
 * @param accountClient id of the client by which the account console's page asks for tokens
 * @param cliClient id of the client by which the command line signs in; null if there is none
 */
public record IdentityPool(
    String alias,
    String identityPoolId,
    String developerProviderName,
    Duration tokenDuration,
    Set<String> allowedClients,
    boolean serviceAccounts,
    String requiredScope,
    boolean publicDiscovery,
    SignInRequirement requirement,
    List<TagRule> principalTags,
    Map<String, String> linkedProviders,
    UserRemoval userRemoval,
    WarmUp warmUp,
    String accountClient,
    String cliClient) {

  public static final String DEFAULT_ACCOUNT_CLIENT = "aws-access";

  private static final Pattern ID =
      Pattern.compile(
          "[a-z]{2,}(-[a-z0-9]+)+:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final Pattern IDENTITY_ID = Pattern.compile("[\\w-]{1,20}:[0-9a-f-]{1,36}");

  public IdentityPool {
    allowedClients = Set.copyOf(allowedClients);
    principalTags = List.copyOf(principalTags);
    linkedProviders = Map.copyOf(linkedProviders);
  }

  /** A pool that takes any sign-in, hands over no tags and renames no login. */
  public IdentityPool(
      String alias,
      String identityPoolId,
      String developerProviderName,
      Duration tokenDuration,
      Set<String> allowedClients,
      boolean serviceAccounts,
      String requiredScope,
      boolean publicDiscovery) {
    this(
        alias,
        identityPoolId,
        developerProviderName,
        tokenDuration,
        allowedClients,
        serviceAccounts,
        requiredScope,
        publicDiscovery,
        SignInRequirement.NONE,
        List.of(),
        Map.of(),
        UserRemoval.DELETE_IDENTITY,
        WarmUp.OFF,
        DEFAULT_ACCOUNT_CLIENT,
        null);
  }

  /** A pool that is named to AWS, and nothing else: its settings are not known any more. */
  public static IdentityPool named(
      String alias, String identityPoolId, String developerProviderName) {
    return new IdentityPool(
        alias, identityPoolId, developerProviderName, Duration.ZERO, Set.of(), false, "", false);
  }

  /** Whether {@code id} has the form of an identity pool's id: a region and a GUID. */
  public static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /** Whether {@code id} has the form of an identity's id in the pool's region. */
  public boolean mayHold(String id) {
    return IDENTITY_ID.matcher(id).matches() && id.startsWith(region() + ":");
  }

  /** The AWS region, which Cognito writes in front of each pool id. */
  public String region() {
    return identityPoolId.substring(0, identityPoolId.indexOf(':'));
  }
}
