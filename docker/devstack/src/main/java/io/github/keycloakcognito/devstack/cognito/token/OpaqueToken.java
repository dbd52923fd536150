package io.github.keycloakcognito.devstack.cognito.token;

import java.util.Map;

/**
 * What a provider tells about an opaque access token.
 *
 * @param subject whose it is
 * @param appId the app it was made for
 * @param claims what else role mappings and tags can use
 */
public record OpaqueToken(String subject, String appId, Map<String, String> claims) {}
