package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.UNKNOWN_POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

class PoolTagsTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static final String PREFIX = "arn:aws:cognito-identity:eu-west-1:123456789012:";

  private String pool;
  private String arn;

  private static CognitoIdentityClient client() {
    return SERVER.client();
  }

  @BeforeEach
  void createPool() {
    pool =
        client()
            .createIdentityPool(
                r ->
                    r.identityPoolName("tagged")
                        .allowUnauthenticatedIdentities(false)
                        .identityPoolTags(Map.of("stage", "test", "team", "a")))
            .identityPoolId();
    arn = PREFIX + "identitypool/" + pool;
  }

  private void tag(Map<String, String> tags) {
    client().tagResource(r -> r.resourceArn(arn).tags(tags));
  }

  private Map<String, String> tags() {
    return client().listTagsForResource(r -> r.resourceArn(arn)).tags();
  }

  @Test
  void addsAndChanges() {
    assertThat(tags()).isEqualTo(Map.of("stage", "test", "team", "a"));
    tag(Map.of("team", "b", "empty", ""));
    assertThat(tags()).isEqualTo(Map.of("stage", "test", "team", "b", "empty", ""));
    assertThat(client().describeIdentityPool(r -> r.identityPoolId(pool)).identityPoolTags())
        .isEqualTo(tags());
  }

  @Test
  void removes() {
    client().untagResource(r -> r.resourceArn(arn).tagKeys("team", "unknown"));
    assertThat(tags()).containsExactly(Map.entry("stage", "test"));
    client().untagResource(r -> r.resourceArn(arn).tagKeys("stage"));
    assertThat(tags()).isEmpty();
  }

  @Test
  void thereAreFiftyAtMost() {
    tag(numbered(48));
    assertThat(tags()).hasSize(50);
    tag(Map.of("stage", "changed"));
    assertThatThrownBy(() -> tag(Map.of("stage", "again", "one", "more")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("50 tags at most");
    assertThat(tags()).hasSize(50).containsEntry("stage", "changed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "twenty characters and no ARN",
        "arn:aws:cognito-identity:eu-west-1:123456789012:userpool/eu-west-1_abc",
        "arn:aws:cognito-idp:eu-west-1:123456789012:identitypool/" + UNKNOWN_POOL,
        "arn:aws:cognito-identity:eu-west-1::identitypool/" + UNKNOWN_POOL,
        "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/a/b",
        "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/"
      })
  void refusesWhatIsNoPoolsArn(String broken) {
    arn = broken;
    allRefused(InvalidParameterException.class, "'" + broken + "' is not the ARN");
  }

  @Test
  void refusesOtherRegionsAccountsAndUnknownPools() {
    for (String other :
        List.of(
            arn.replace("eu-west-1:123", "us-east-1:123"),
            arn.replace("123456789012", "210987654321"))) {
      arn = other;
      allRefused(ResourceNotFoundException.class, "IdentityPool '" + pool + "' not found.");
    }
    arn = PREFIX + "identitypool/" + UNKNOWN_POOL;
    allRefused(ResourceNotFoundException.class, "IdentityPool '" + UNKNOWN_POOL + "' not found.");
  }

  private void allRefused(Class<? extends Exception> type, String message) {
    List<AbstractThrowableAssert<?, ?>> refusals =
        List.of(
            assertThatThrownBy(() -> tag(Map.of("a", "b"))),
            assertThatThrownBy(this::tags),
            assertThatThrownBy(
                () -> client().untagResource(r -> r.resourceArn(arn).tagKeys("stage"))));
    refusals.forEach(refusal -> refusal.isInstanceOf(type).hasMessageContaining(message));
  }

  private static Map<String, String> numbered(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v" + i));
  }
}
