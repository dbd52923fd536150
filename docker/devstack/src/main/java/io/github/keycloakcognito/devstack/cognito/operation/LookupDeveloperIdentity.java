package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.util.List;
import java.util.Optional;

/** From an identity to its developer users, and back. */
final class LookupDeveloperIdentity implements Operation {
  private static final int MAX_RESULTS = 60;

  private final Existing existing;
  private final Identities identities;
  private final Assumptions assumptions;

  LookupDeveloperIdentity(Existing existing, Identities identities, Assumptions assumptions) {
    this.existing = existing;
    this.identities = identities;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    String poolId = input.text("IdentityPoolId");
    Optional<String> identityId = input.optional("IdentityId");
    Optional<String> user = input.optional("DeveloperUserIdentifier");
    int limit = (int) input.number("MaxResults").orElse(MAX_RESULTS);
    Optional<String> nextToken = input.optional("NextToken");

    Pool pool = existing.pool(call, poolId);
    Identity identity = identity(pool, identityId, user);
    return answer(identity, Page.of(users(pool, identity, identityId, user), nextToken, limit));
  }

  /** The service model: with both arguments the answer is the same as the request. */
  private List<String> users(
      Pool pool, Identity identity, Optional<String> identityId, Optional<String> user) {
    if (user.isPresent()
        && (identityId.isPresent() || assumptions.is(Assumption.LOOKUP_BY_USER, "one"))) {
      return List.of(user.get());
    }
    List<String> users = identity.subjects(pool.developerProviderName().orElse(""));
    if (users.isEmpty() && !assumptions.is(Assumption.LOOKUP_WITHOUT_USERS, "empty")) {
      throw ErrorCode.named(assumptions.choice(Assumption.LOOKUP_WITHOUT_USERS))
          .because("Identity '" + identity.id() + "' has no developer user identifier.");
    }
    return users;
  }

  private Identity identity(Pool pool, Optional<String> identityId, Optional<String> user) {
    if (identityId.isEmpty() && user.isEmpty()) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "Either IdentityId or DeveloperUserIdentifier must be given.");
    }
    Optional<Identity> byId = identityId.map(id -> inPool(pool, id));
    if (user.isEmpty()) {
      return byId.orElseThrow();
    }
    Optional<Identity> byUser = owner(pool, user.get());
    if (byId.isPresent() && !byUser.map(Identity::id).equals(identityId)) {
      throw ErrorCode.RESOURCE_CONFLICT.because(
          "The developer user identifier is not linked to this identity.");
    }
    return byUser.orElseThrow(
        () -> ErrorCode.RESOURCE_NOT_FOUND.because("Developer user identifier not found."));
  }

  private Optional<Identity> owner(Pool pool, String user) {
    return pool.developerProviderName()
        .flatMap(provider -> identities.owner(pool.id(), new Login(provider, user)));
  }

  private Identity inPool(Pool pool, String identityId) {
    Identity identity = existing.identity(identityId);
    if (!identity.poolId().equals(pool.id())) {
      throw Existing.unknownIdentity(identityId);
    }
    return identity;
  }

  private static ObjectNode answer(Identity identity, Page page) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("IdentityId", identity.id());
    ArrayNode list = answer.putArray("DeveloperUserIdentifierList");
    page.items().forEach(list::add);
    page.next().ifPresent(next -> answer.put("NextToken", next));
    return answer;
  }
}
