package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PacedDirectoryTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final String IDENTITY = "eu-west-1:00000000-0000-4000-8000-00000000000a";
  private static final Login LOGIN = new Login("accounts.example.org", "token");

  private final List<String> asked = new ArrayList<>();
  private Failure refusal;

  private final InvocationHandler aws =
      (proxy, method, arguments) -> {
        asked.add(method.getName());
        if (refusal != null) {
          throw new ExchangeException(refusal);
        }
        return null;
      };

  private final IdentityDirectory directory =
      new PacedDirectory(
          (IdentityDirectory)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(), new Class<?>[] {IdentityDirectory.class}, aws));

  private static Map<String, Consumer<IdentityDirectory>> questions() {
    IdentityPool pool = Samples.POOL;
    Map<String, Consumer<IdentityDirectory>> questions = new LinkedHashMap<>();
    questions.put("identityOf", d -> d.identityOf(pool, "alice", TIMEOUT));
    questions.put("identityOfLogin", d -> d.identityOfLogin(pool, LOGIN, TIMEOUT));
    questions.put("usersOf", d -> d.usersOf(pool, IDENTITY, TIMEOUT));
    questions.put("describe", d -> d.describe(pool, IDENTITY, TIMEOUT));
    questions.put("list", d -> d.list(pool, null, TIMEOUT));
    questions.put("merge", d -> d.merge(pool, "alice", "bob", TIMEOUT));
    questions.put("unlinkUser", d -> d.unlinkUser(pool, IDENTITY, "alice", TIMEOUT));
    questions.put("unlinkLogin", d -> d.unlinkLogin(pool, IDENTITY, "p", "t", TIMEOUT));
    questions.put("delete", d -> d.delete(pool, List.of(IDENTITY), TIMEOUT));
    questions.put("describePool", d -> d.describePool(pool, TIMEOUT));
    questions.put("roles", d -> d.roles(pool, TIMEOUT));
    return questions;
  }

  @Test
  void asksWhatItIsAsked() {
    questions().values().forEach(question -> question.accept(directory));

    assertThat(asked).containsExactlyElementsOf(questions().keySet());
  }

  @Test
  void tellsRefusals() {
    refusal = Failure.of(Kind.AWS_DENIED, "No.");

    questions()
        .forEach(
            (name, question) ->
                assertThatThrownBy(() -> question.accept(directory))
                    .as(name)
                    .isInstanceOf(ExchangeException.class));
  }

  @Test
  void keepsPaceOfEachOperation() {
    long start = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      questions().get("delete").accept(directory);
    }
    questions().get("list").accept(directory);
    long took = System.nanoTime() - start;

    assertThat(Duration.ofNanos(took)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void slowsDownWhereAwsThrottles() {
    Consumer<IdentityDirectory> lookup = questions().get("usersOf");
    refusal = Failure.of(Kind.THROTTLED, "Slower.");
    for (int i = 0; i < 8; i++) {
      assertThatThrownBy(() -> lookup.accept(directory)).isInstanceOf(ExchangeException.class);
    }
    refusal = null;

    long start = System.nanoTime();
    lookup.accept(directory);
    lookup.accept(directory);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("more than the quota's 20 ms")
        .isGreaterThan(Duration.ofMillis(100));
  }
}
