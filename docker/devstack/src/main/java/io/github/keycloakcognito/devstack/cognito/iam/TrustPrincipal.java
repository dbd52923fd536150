package io.github.keycloakcognito.devstack.cognito.iam;

import java.util.HashSet;
import java.util.Set;

/**
 * Who wants a role.
 *
 * @param type as the Principal element names it
 * @param names all the names that a Principal element may use for them
 */
public record TrustPrincipal(Type type, Set<String> names) {

  /** Kinds of principals. */
  public enum Type {
    /** Somebody an identity provider vouches for. */
    FEDERATED,
    /** A user or a role session. */
    AWS
  }

  /**
   * Somebody with a token.
   *
   * @param provider {@code cognito-identity.amazonaws.com} or the ARN of an OIDC provider
   */
  public static TrustPrincipal federated(String provider) {
    return new TrustPrincipal(Type.FEDERATED, Set.of(provider));
  }

  /** Somebody with credentials: known by account, by ARN and, in a session, by the role's ARN. */
  public static TrustPrincipal of(Caller caller) {
    Set<String> names = new HashSet<>();
    names.add(caller.account());
    names.add("arn:aws:iam::" + caller.account() + ":root");
    names.add(caller.arn());
    names.add(caller.principalArn());
    return new TrustPrincipal(Type.AWS, names);
  }
}
