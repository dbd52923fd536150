package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.NOW;
import static io.github.keycloakcognito.aws.LocalAws.PATIENCE;
import static io.github.keycloakcognito.aws.LocalAws.POOL;
import static io.github.keycloakcognito.aws.LocalAws.POOL_WITHOUT_ROLES;
import static io.github.keycloakcognito.aws.LocalAws.ROLE;
import static io.github.keycloakcognito.aws.LocalAws.ROLES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.PoolRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.util.SetSystemProperty;

@DemoKey
class AuthenticatedRoleTest {

  private static final PoolRole REFUSED = new PoolRole(null, NOW.plus(Duration.ofMinutes(1)));
  private static final PoolRole NONE = new PoolRole(null, NOW.plus(Duration.ofMinutes(15)));

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @Test
  void isKeptForQuarterOfAnHour() {
    assertThat(role(POOL)).isEqualTo(new PoolRole(ROLE, NOW.plus(Duration.ofMinutes(15))));
    assertThat(LOCAL.meters().lines()).containsExactly(ROLES + " ok");
  }

  @Test
  void poolMayHaveNone() {
    assertThat(role(POOL_WITHOUT_ROLES)).isEqualTo(NONE);
  }

  @Test
  void answerWithoutRolesMeansNone() {
    LOCAL.faults(Fault.error(ROLES, "Nothing", "").withStatus(200));

    assertThat(role(POOL)).isEqualTo(NONE);
  }

  @Test
  void refusalIsKeptForMinute() {
    LOCAL.faults(Fault.error(ROLES, "AccessDeniedException", "not you"));

    assertThat(role(POOL)).isEqualTo(REFUSED);
    assertThat(LOCAL.meters().lines()).containsExactly(ROLES + " aws_denied");
    assertThat(LOCAL.attempts(ROLES)).isEqualTo(1);
  }

  @Test
  @SetSystemProperty(key = "aws.accessKeyId", value = DemoKey.DENIED_ID)
  @SetSystemProperty(key = "aws.secretAccessKey", value = DemoKey.DENIED_SECRET)
  void keyWithoutPermissionIsRefused() {
    assertThat(role(POOL)).isEqualTo(REFUSED);
    assertThat(LOCAL.meters().lines()).containsExactly(ROLES + " aws_denied");
  }

  @Test
  void troubleIsNoFailureEither() {
    LOCAL.faults(Fault.internalError(ROLES));
    assertThat(role(POOL)).isEqualTo(REFUSED);
    assertThat(LOCAL.attempts(ROLES)).isEqualTo(2);

    LOCAL.faults(Fault.throttle(ROLES));
    assertThat(role(POOL)).isEqualTo(REFUSED);

    LOCAL.faults(Fault.garbage(ROLES));
    assertThat(role(POOL)).isEqualTo(REFUSED);

    LOCAL.faults(Fault.hang(ROLES));
    assertThat(LOCAL.gateway().authenticatedRole(POOL, Duration.ofMillis(500))).isEqualTo(REFUSED);
    assertThat(LOCAL.meters().lines())
        .containsExactly(
            ROLES + " temporarily_unavailable",
            ROLES + " throttled",
            ROLES + " temporarily_unavailable",
            ROLES + " timeout");
  }

  private static PoolRole role(IdentityPool pool) {
    return LOCAL.gateway().authenticatedRole(pool, PATIENCE);
  }
}
