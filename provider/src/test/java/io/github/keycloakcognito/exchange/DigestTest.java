package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigestTest {

  @Test
  void hidesWhatItStandsFor() {
    assertThat(Digest.of(Map.of("name", "secret"))).matches("[0-9a-f]{64}");
    assertThat(Digest.of(Map.of())).matches("[0-9a-f]{64}");
  }

  @Test
  void isTheSameWhateverTheOrder() {
    Map<String, String> one = new LinkedHashMap<>(Map.of("a", "1"));
    one.put("b", "2");
    Map<String, String> other = new LinkedHashMap<>(Map.of("b", "2"));
    other.put("a", "1");

    assertThat(Digest.of(one)).isEqualTo(Digest.of(other));
  }

  @Test
  void differsWhereMapsDiffer() {
    assertThat(
            List.of(
                Digest.of(Map.of()),
                Digest.of(Map.of("a", "1")),
                Digest.of(Map.of("a", "2")),
                Digest.of(Map.of("a1", "")),
                Digest.of(Map.of("", "a1")),
                Digest.of(Map.of("a", "1", "b", "2")),
                Digest.of(Map.of("a", "2", "b", "1")),
                Digest.of(Map.of("a", "11:b1:2"))))
        .doesNotHaveDuplicates();
  }
}
