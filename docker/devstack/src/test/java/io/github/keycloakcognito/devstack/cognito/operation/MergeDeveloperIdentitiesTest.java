package io.github.keycloakcognito.devstack.cognito.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.seed.SeedReader;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeDeveloperIdentitiesTest {
  private static final Pool POOL = SeedReader.demo().pools().iterator().next();

  @ParameterizedTest
  @EnumSource(names = {"RESOURCE_CONFLICT", "INVALID_PARAMETER"})
  void twoUsersOfOnePublicProviderStayTwo(ErrorCode code) {
    Assumptions assumptions =
        new Assumptions(Map.of(Assumption.MERGE_OF_SAME_PROVIDER, code.json().name()));
    try (Store store = Store.inMemory()) {
      Pools pools = new Pools(store);
      pools.seed(List.of(POOL));
      Identities identities = new Identities(store, pools, assumptions, Instant::now);
      link(identities, "ann");
      link(identities, "bob");
      MergeDeveloperIdentities operation =
          new MergeDeveloperIdentities(
              new Existing(pools, identities, assumptions), identities, assumptions);
      assertThatThrownBy(() -> operation.run(call("ann", "bob")))
          .isInstanceOfSatisfying(
              ServiceException.class, e -> assertThat(e.code()).isEqualTo(code));
      assertThat(identities.list(POOL.id(), Optional.empty(), true, 10)).hasSize(2);
    }
  }

  private static void link(Identities identities, String user) {
    identities.resolve(
        POOL,
        Optional.empty(),
        List.of(
            new Login(POOL.developerProviderName().orElseThrow(), user),
            new Login("accounts.google.com", user)));
  }

  private static Call call(String source, String destination) {
    return new Call(
        new Input(
            JsonNodeFactory.instance
                .objectNode()
                .put("IdentityPoolId", POOL.id())
                .put("DeveloperProviderName", POOL.developerProviderName().orElseThrow())
                .put("SourceUserIdentifier", source)
                .put("DestinationUserIdentifier", destination)),
        new Caller("arn", "id", POOL.account(), Optional.empty(), Set.of(), Optional.empty()),
        POOL.region());
  }
}
