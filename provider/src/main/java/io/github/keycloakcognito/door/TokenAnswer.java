package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.ExchangeRequest;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.OpenIdToken;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /cognito/token}. */
final class TokenAnswer implements Rendering<OpenIdToken> {

  @Override
  public ExchangeRequest read(AuthorisedCall call) {
    return read(call.request(), call.parameters());
  }

  static ExchangeRequest read(ExchangeRequest request, Parameters parameters) {
    parameters.refuse(List.of("role", "fresh"), "is not supported here.");
    return request
        .forTokenDuration(duration(request.pool(), parameters))
        .forIdentity(
            parameters.get("identity_id").map(id -> identity(request.pool(), id)).orElse(null));
  }

  private static Duration duration(IdentityPool pool, Parameters parameters) {
    long most = pool.tokenDuration().toSeconds();
    long seconds =
        parameters
            .get("duration")
            .map(
                given -> {
                  try {
                    return Long.parseLong(given);
                  } catch (NumberFormatException e) {
                    return 0L;
                  }
                })
            .orElse(most);
    if (seconds < 1 || seconds > most) {
      throw Parameters.refused("duration: must be a number of seconds from 1 to " + most + ".");
    }
    return Duration.ofSeconds(seconds);
  }

  private static String identity(IdentityPool pool, String id) {
    if (!pool.mayHold(id)) {
      throw Parameters.refused("identity_id: must be an identity ID of the pool's region.");
    }
    return id;
  }

  @Override
  public Map<String, Object> body(ExchangeRequest request, OpenIdToken issued) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("IdentityId", issued.identityId());
    body.put("Token", issued.token());
    body.put("Expiration", issued.expiration().truncatedTo(ChronoUnit.SECONDS).toString());
    body.put("IdentityPoolId", request.pool().identityPoolId());
    body.put("Region", request.pool().region());
    if (request.identityId() != null) {
      body.put("IdentityIdChanged", !request.identityId().equals(issued.identityId()));
    }
    body.put("Logins", Map.of("cognito-identity.amazonaws.com", issued.token()));
    return body;
  }

  @Override
  public Map<String, String> audit(OpenIdToken issued) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("identity_id", issued.identityId());
    details.put("expiration", issued.expiration().toString());
    details.put("aws_request_id", issued.awsRequestId());
    return details;
  }
}
