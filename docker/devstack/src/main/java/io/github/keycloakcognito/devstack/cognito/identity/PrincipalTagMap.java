package io.github.keycloakcognito.devstack.cognito.identity;

import java.util.Map;

/**
 * Which claims of a provider's tokens become principal tags.
 *
 * @param useDefaults whether the default mapping is used instead of {@code tags}
 * @param tags claim names by tag name
 */
public record PrincipalTagMap(boolean useDefaults, Map<String, String> tags) {}
