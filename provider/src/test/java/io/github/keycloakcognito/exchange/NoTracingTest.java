package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class NoTracingTest {

  @Test
  void leavesEverythingAsItIs() {
    Executor executor = Runnable::run;

    String answer =
        Tracing.OFF.exchange(
            "token",
            span -> {
              Tracing.OFF.about(Samples.REQUEST.caller(), Samples.POOL);
              Tracing.OFF.awsCall("STS", "GetCallerIdentity", null).answered("request-1");
              Tracing.OFF.awsCall("STS", "GetCallerIdentity", null).failed("AccessDenied", null);
              span.refused(Failure.of(Kind.NOT_FOUND, "There is none."));
              span.answered("issued");
              return "done";
            });

    assertThat(answer).isEqualTo("done");
    assertThat(Tracing.OFF.carriedBy(executor)).isSameAs(executor);
  }
}
