package io.github.keycloakcognito.devstack.cognito.sigv4;

import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.regex.Pattern;

/**
 * What a credential scope must name.
 *
 * @param service e.g. {@code cognito-identity}
 */
public record ScopeRule(String service) {
  /** SDKs for the region aws-global sign with its name where the endpoint is overridden. */
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d|aws-global");

  void check(String region, String signedService) {
    if (!service.equals(signedService)) {
      throw ErrorCode.INVALID_SIGNATURE.because(
          "Credential should be scoped to correct service: '" + service + "'.");
    }
    if (!REGION.matcher(region).matches()) {
      throw ErrorCode.INVALID_SIGNATURE.because("Credential should be scoped to a valid region.");
    }
  }
}
