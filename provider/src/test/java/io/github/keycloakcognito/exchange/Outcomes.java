package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.Outcome.Failed;
import io.github.keycloakcognito.exchange.Outcome.Issued;

/** Says how an exchange has to have ended. */
final class Outcomes {

  private Outcomes() {}

  static <T> T issued(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Issued.class);
    return ((Issued<T>) outcome).value();
  }

  static <T> T issued(Outcome<T> outcome, Source source) {
    T value = issued(outcome);
    assertThat(((Issued<T>) outcome).source()).isEqualTo(source);
    return value;
  }

  static <T> Failure failure(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return ((Failed<T>) outcome).failure();
  }

  static <T> Failure failure(Outcome<T> outcome, Source source) {
    Failure failure = failure(outcome);
    assertThat(((Failed<T>) outcome).source()).isEqualTo(source);
    return failure;
  }
}
