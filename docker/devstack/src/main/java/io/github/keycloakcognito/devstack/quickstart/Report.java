package io.github.keycloakcognito.devstack.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the quick start shows at the end. */
record Report(URI keycloak, URI cognito, Demonstration.Result result) {

  String summary() {
    return """

        alice of Keycloak's realm demo is, to AWS:
          identity id  %s
          ARN          %s
          until        %s

        Try next, in another shell:

        1. The exchange with curl:
        curl -X POST -H "Authorization: Bearer %s" \\
          %s

        2. The AWS CLI, which fetches (and renews) its credentials by itself:
        env -u AWS_PROFILE -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY -u AWS_SESSION_TOKEN \\
          AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null \\
          AWS_CONTAINER_CREDENTIALS_FULL_URI=%s \\
          AWS_CONTAINER_AUTHORIZATION_TOKEN="%s" \\
          aws sts get-caller-identity --region %s --endpoint-url %s

        3. The account console, as alice with password alice: %s
           (the admin console, as admin with password admin: %s)
        """
        .formatted(
            result.identityId(),
            result.arn(),
            result.expiration(),
            freshToken(),
            credentials(),
            credentials(),
            freshToken(),
            Demo.REGION,
            cognito,
            keycloak.resolve("/realms/demo/account/"),
            keycloak.resolve("/admin/master/console/#/demo"));
  }

  /** One JSON object for scripts. */
  String json() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("keycloak", keycloak.toString());
    members.put("realm", Demo.REALM);
    members.put("client", Demo.CLIENT);
    members.put("cognito", cognito.toString());
    members.put("identityPoolId", Demo.POOL);
    members.put("identityId", result.identityId());
    members.put("arn", result.arn());
    members.put("expiration", result.expiration());
    try {
      return new ObjectMapper().writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI credentials() {
    return keycloak.resolve("/realms/demo/cognito/credentials");
  }

  private String freshToken() {
    return "$(curl -s "
        + keycloak.resolve("/realms/demo/protocol/openid-connect/token")
        + " -d grant_type=password -d client_id=demo-app -d username=alice -d password=alice"
        + " -d 'scope=openid cognito' | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')";
  }
}
