package io.github.keycloakcognito.devstack.cognito.identity;

import java.util.Optional;

/**
 * A client of a Cognito user pool whose tokens a pool takes.
 *
 * @param providerName {@code cognito-idp.<region>.amazonaws.com/<user pool id>}
 * @param clientId the audience of its tokens
 * @param serverSideTokenCheck shown as it was set; the double has no users to check
 */
public record UserPoolClient(
    String providerName, String clientId, Optional<Boolean> serverSideTokenCheck) {}
