package io.github.keycloakcognito.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says how a request has to be refused. */
final class Refusals {

  private Refusals() {}

  static Failure refusal(Kind kind, ThrowingCallable request) {
    RefusalException refusal = catchThrowableOfType(RefusalException.class, request);
    assertThat(refusal).isNotNull();
    assertThat(refusal.failure().kind()).isEqualTo(kind);
    assertThat(refusal).hasMessage(refusal.failure().description());
    return refusal.failure();
  }
}
