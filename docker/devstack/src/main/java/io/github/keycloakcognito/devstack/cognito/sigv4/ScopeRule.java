package io.github.keycloakcognito.devstack.cognito.sigv4;

import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.Set;

/**
 * What a credential scope must name.
 *
 * @param service e.g. {@code cognito-identity}
 * @param regions empty for any, as STS has endpoints for all of them
 */
public record ScopeRule(String service, Set<String> regions) {

  void check(String region, String signedService) {
    if (!service.equals(signedService)) {
      throw ErrorCode.INVALID_SIGNATURE.because(
          "Credential should be scoped to correct service: '" + service + "'.");
    }
    if (!regions.isEmpty() && !regions.contains(region)) {
      throw ErrorCode.INVALID_SIGNATURE.because("Credential should be scoped to a valid region.");
    }
  }
}
