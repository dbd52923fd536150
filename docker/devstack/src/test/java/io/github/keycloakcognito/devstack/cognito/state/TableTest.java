package io.github.keycloakcognito.devstack.cognito.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Store store = Store.inMemory();
  private final Table<Integer> table = store.table("table", Integer.class);

  @BeforeEach
  void fill() {
    store.change(
        () -> {
          int value = 0;
          for (String key : List.of("b:3", "a:1", "b:1", "c:1", "b:2", "b")) {
            table.put(key, value++);
          }
          return value;
        });
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<String> scan(String prefix, String after, int limit) {
    return table.scan(prefix, Optional.ofNullable(after), value -> true, limit).stream()
        .map(Table.Row::key)
        .toList();
  }

  @Test
  void scansAPrefixInOrder() {
    assertThat(scan("b:", null, 10)).containsExactly("b:1", "b:2", "b:3");
    assertThat(scan("", null, 10)).containsExactly("a:1", "b", "b:1", "b:2", "b:3", "c:1");
    assertThat(scan("d", null, 10)).isEmpty();
    assertThat(scan("b:11", null, 10)).isEmpty();
    assertThat(table.all("b")).extracting(Table.Row::value).containsExactly(5, 2, 4, 0);
  }

  @Test
  void goesOnAfterAKeyWhetherItIsThereOrNot() {
    assertThat(scan("b:", "b:1", 10)).containsExactly("b:2", "b:3");
    assertThat(scan("b:", "b:15", 10)).containsExactly("b:2", "b:3");
    assertThat(scan("b:", "b:3", 10)).isEmpty();
  }

  @Test
  void aKeyOutsideOfThePrefixIsBeforeOrAfterAllOfIt() {
    assertThat(scan("b:", "a:1", 10)).containsExactly("b:1", "b:2", "b:3");
    assertThat(scan("b:", "", 10)).containsExactly("b:1", "b:2", "b:3");
    assertThat(scan("b:", "c:1", 10)).isEmpty();
  }

  @Test
  void stopsAtTheLimit() {
    assertThat(scan("b:", null, 2)).containsExactly("b:1", "b:2");
    assertThat(scan("b:", null, 0)).isEmpty();
    assertThat(table.scan("b:", Optional.empty(), value -> value > 2, 1))
        .containsExactly(new Table.Row<>("b:2", 4));
  }

  @Test
  void pagesSurviveChangesBetweenThem() {
    List<String> seen = new ArrayList<>(scan("b:", null, 2));
    store.change(
        () -> {
          table.remove("b:2");
          table.put("b:0", 9);
          table.put("b:25", 9);
          return 0;
        });
    seen.addAll(scan("b:", seen.get(1), 2));
    assertThat(seen).containsExactly("b:1", "b:2", "b:25", "b:3");
  }

  @Test
  void removingWhatIsNotThereIsNoError() {
    store.change(
        () -> {
          table.remove("nothing");
          return 0;
        });
    assertThat(table.get("nothing")).isEmpty();
    assertThat(table.contains("nothing")).isFalse();
  }

  @Test
  void aValueOfAnotherTypeIsNamed() {
    Table<String> texts = store.table("other", String.class);
    store.change(
        () -> {
          texts.put("key", "text");
          return 0;
        });
    Table<Integer> wrong = store.table("other", Integer.class);
    assertThatThrownBy(() -> wrong.get("key"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Integer cannot be read");
  }
}
