package io.github.keycloakcognito.devstack.cognito.seed;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.Role;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.token.LoginProvider;
import io.github.keycloakcognito.devstack.cognito.token.OidcProvider;
import java.util.List;

/**
 * What exists at the start.
 *
 * @param account twelve digits
 * @param pools identity pools
 * @param roles IAM roles
 * @param accessKeys long-term keys of IAM users
 * @param oidcProviders IAM OIDC providers
 * @param loginProviders sign-in providers outside of the account
 * @param assumptions decisions where no source says what AWS does
 */
public record Seed(
    String account,
    List<Pool> pools,
    List<Role> roles,
    List<AccessKey> accessKeys,
    List<OidcProvider> oidcProviders,
    List<LoginProvider> loginProviders,
    Assumptions assumptions) {}
