package io.github.keycloakcognito.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "1|1",
        "1.4|1.4",
        "1.38251|1.38",
        "0.00051|0.00051",
        "99.96|100",
        "123.4|123",
        "12345.6|12,346",
        "-1.239|-1.24"
      })
  void showsThreeDigitsThatCount(double value, String shown) {
    assertThat(Numbers.shown(value)).isEqualTo(shown);
  }
}
