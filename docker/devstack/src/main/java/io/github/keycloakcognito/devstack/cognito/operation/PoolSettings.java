package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.UserPoolClient;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.List;
import java.util.Map;

/** What CreateIdentityPool and UpdateIdentityPool set and DescribeIdentityPool shows. */
final class PoolSettings {
  /** Developer guide, "Quotas in Amazon Cognito", before it is raised for an account. */
  private static final int MAX_USER_POOL_CLIENTS = 50;

  private PoolSettings() {}

  /**
   * The pool a request describes, without roles, role mappings and principal tags.
   *
   * @param id of the pool
   * @param account of the pool
   */
  static Pool read(Input input, String id, String account) {
    List<UserPoolClient> clients =
        input.structures("CognitoIdentityProviders").stream().map(PoolSettings::client).toList();
    if (clients.size() > MAX_USER_POOL_CLIENTS) {
      throw ErrorCode.LIMIT_EXCEEDED.because(
          "An identity pool can have " + MAX_USER_POOL_CLIENTS + " user pool providers at most.");
    }
    return new Pool(
        id,
        account,
        input.text("IdentityPoolName"),
        input.bool("AllowUnauthenticatedIdentities").orElse(false),
        input.bool("AllowClassicFlow"),
        input.optional("DeveloperProviderName"),
        input.map("SupportedLoginProviders"),
        clients,
        input.list("OpenIdConnectProviderARNs"),
        input.list("SamlProviderARNs"),
        Map.of(),
        Map.of(),
        Map.of(),
        PoolTags.checked(input.map("IdentityPoolTags")));
  }

  private static UserPoolClient client(Input input) {
    return new UserPoolClient(
        input.optional("ProviderName").orElse(""),
        input.optional("ClientId").orElse(""),
        input.bool("ServerSideTokenCheck"));
  }

  /** A pool as AWS shows it: what is not set is absent, but for the tags. */
  static ObjectNode write(Pool pool) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("IdentityPoolId", pool.id());
    answer.put("IdentityPoolName", pool.name());
    answer.put("AllowUnauthenticatedIdentities", pool.allowUnauthenticated());
    pool.allowClassicFlow().ifPresent(allowed -> answer.put("AllowClassicFlow", allowed));
    pool.developerProviderName().ifPresent(name -> answer.put("DeveloperProviderName", name));
    if (!pool.supportedLoginProviders().isEmpty()) {
      ObjectNode providers = answer.putObject("SupportedLoginProviders");
      pool.supportedLoginProviders().forEach(providers::put);
    }
    if (!pool.userPoolClients().isEmpty()) {
      ArrayNode clients = answer.putArray("CognitoIdentityProviders");
      pool.userPoolClients().forEach(client -> write(client, clients.addObject()));
    }
    write(pool.openIdConnectProviderArns(), "OpenIdConnectProviderARNs", answer);
    write(pool.samlProviderArns(), "SamlProviderARNs", answer);
    ObjectNode tags = answer.putObject("IdentityPoolTags");
    pool.tags().forEach(tags::put);
    return answer;
  }

  private static void write(UserPoolClient client, ObjectNode node) {
    node.put("ProviderName", client.providerName());
    node.put("ClientId", client.clientId());
    client.serverSideTokenCheck().ifPresent(check -> node.put("ServerSideTokenCheck", check));
  }

  private static void write(List<String> arns, String member, ObjectNode node) {
    if (!arns.isEmpty()) {
      ArrayNode list = node.putArray(member);
      arns.forEach(list::add);
    }
  }
}
