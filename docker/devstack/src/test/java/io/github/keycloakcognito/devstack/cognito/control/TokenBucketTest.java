package io.github.keycloakcognito.devstack.cognito.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void letsABurstThroughAndThenTheRate() {
    TokenBucket bucket = new TokenBucket(50, 0);
    assertThat(taken(bucket, 0, 100)).isEqualTo(50);
    assertThat(taken(bucket, SECOND / 10, 100)).isEqualTo(5);
    assertThat(taken(bucket, 10 * SECOND, 100)).isEqualTo(50);
  }

  @Test
  void survivesAClockThatIsSetBack() {
    TokenBucket bucket = new TokenBucket(2, 100 * SECOND);
    assertThat(taken(bucket, 100 * SECOND, 3)).isEqualTo(2);
    assertThat(taken(bucket, SECOND, 3)).isZero();
    assertThat(taken(bucket, 2 * SECOND, 3)).isEqualTo(2);
  }

  private static long taken(TokenBucket bucket, long nanos, int attempts) {
    return LongStream.range(0, attempts).filter(i -> bucket.take(nanos)).count();
  }
}
