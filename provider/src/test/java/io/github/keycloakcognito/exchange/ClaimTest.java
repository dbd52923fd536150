package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimTest {

  private static final Duration HOLDS = Duration.ofSeconds(15);

  private final ManualClock clock = new ManualClock();
  private final List<String> prolonged = new ArrayList<>();
  private boolean lost;
  private final Claim claim =
      new Claim(
          HOLDS,
          Duration.ofSeconds(8),
          (id, holds) -> {
            prolonged.add(id + " " + holds);
            return !lost;
          },
          clock);

  @Test
  void lastsForSomeCalls() {
    clock.advance(Duration.ofMillis(6_999));

    claim.hold();

    assertThat(prolonged).isEmpty();
  }

  @Test
  void isProlongedWhereCallMayOutliveIt() {
    clock.advance(Duration.ofSeconds(7));
    claim.hold();
    clock.advance(Duration.ofMillis(6_999));
    claim.hold();

    assertThat(prolonged).containsExactly(claim.id() + " " + HOLDS);
  }

  @Test
  void isLostWhereItIsNotProlonged() {
    lost = true;
    assertThatCode(claim::hold).doesNotThrowAnyException();
    clock.advance(HOLDS);

    assertThatThrownBy(claim::hold).isInstanceOf(Claim.LostException.class);
  }
}
