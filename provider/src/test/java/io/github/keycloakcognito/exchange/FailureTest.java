package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST, invalid_request, false",
    "INVALID_TOKEN, invalid_token, false",
    "INSUFFICIENT_SCOPE, insufficient_scope, false",
    "ACCESS_DENIED, access_denied, false",
    "NOT_FOUND, not_found, false",
    "IDENTITY_CONFLICT, identity_conflict, false",
    "CONFLICT, conflict, false",
    "AWS_MISCONFIGURED, aws_misconfigured, false",
    "AWS_DENIED, aws_denied, false",
    "TEMPORARILY_UNAVAILABLE, temporarily_unavailable, true",
    "THROTTLED, temporarily_unavailable, true",
    "TIMEOUT, timeout, true"
  })
  void tellsDocumentedCodeAndWhetherToTryAgain(Kind kind, String code, boolean mayPass) {
    assertThat(kind.code()).isEqualTo(code);
    assertThat(Failure.of(kind, "No.").mayPass()).isEqualTo(mayPass);
  }

  @ParameterizedTest
  @EnumSource
  void codesAreWordsOfAnErrorMember(Kind kind) {
    assertThat(kind.code()).matches("[a-z]+(_[a-z]+)*");
  }

  @Test
  void refusalOfOursKnowsNothingOfAws() {
    assertThat(Failure.of(Kind.NOT_FOUND, "No."))
        .isEqualTo(new Failure(Kind.NOT_FOUND, "No.", null, null, null, null));
  }

  @Test
  void unavailableSaysWhenToComeBack() {
    Failure failure = Failure.unavailable("Later.", "no room", Duration.ofSeconds(2));

    assertThat(failure.kind()).isEqualTo(Kind.TEMPORARILY_UNAVAILABLE);
    assertThat(failure.cause()).isEqualTo("no room");
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void exceptionSaysWhatCallerMayRead() {
    Failure failure = new Failure(Kind.AWS_DENIED, "No.", "secret story", null, null, null);

    assertThat(new ExchangeException(failure)).hasMessage("No.").hasNoCause();
    assertThat(new ExchangeException(failure).failure()).isSameAs(failure);
  }
}
