package io.github.keycloakcognito.devstack.cognito.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void goesThroughAListPageByPage() {
    List<String> all = List.of("e", "a", "d", "b", "c");
    Page first = Page.of(all, Optional.empty(), 2);
    assertThat(first.items()).containsExactly("a", "b");
    Page second = Page.of(all, first.next(), 2);
    assertThat(second.items()).containsExactly("c", "d");
    Page last = Page.of(all, second.next(), 2);
    assertThat(last.items()).containsExactly("e");
    assertThat(last.next()).isEmpty();
  }

  @Test
  void aFullLastPageIsTheLast() {
    assertThat(Page.of(List.of("a", "b"), Optional.empty(), 2).next()).isEmpty();
  }

  @Test
  void neitherRepeatsNorSkipsWhenTheListChanges() {
    Page first = Page.of(List.of("b", "c", "d"), Optional.empty(), 2);
    assertThat(Page.of(List.of("a", "c", "d", "e"), first.next(), 2).items())
        .containsExactly("d", "e");
  }
}
