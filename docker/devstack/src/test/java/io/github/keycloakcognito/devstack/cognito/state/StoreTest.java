package io.github.keycloakcognito.devstack.cognito.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreTest {
  private static final Instant TIME = Instant.parse("2026-11-22T05:00:00.123456789Z");

  @TempDir Path folder;

  enum Kind {
    MEMORY,
    FILE
  }

  record Thing(String name, Optional<Instant> when, Optional<String> absent) {}

  private Store open(Kind kind) {
    return kind == Kind.MEMORY ? Store.inMemory() : Store.file(folder.resolve("state"));
  }

  private static String put(Table<String> table, String key, String value) {
    table.put(key, value);
    return value;
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionUndoesTheWholeChange(Kind kind) {
    try (Store store = open(kind)) {
      Table<String> one = store.table("one", String.class);
      Table<String> two = store.table("two", String.class);
      store.change(() -> put(one, "kept", "old") + put(one, "removed", "old"));
      IllegalStateException broken = new IllegalStateException("broken");
      assertThatThrownBy(
              () ->
                  store.change(
                      () -> {
                        one.put("kept", "new");
                        one.remove("removed");
                        two.put("added", "new");
                        throw broken;
                      }))
          .isSameAs(broken);
      assertThat(one.get("kept")).contains("old");
      assertThat(one.get("removed")).contains("old");
      assertThat(two.contains("added")).isFalse();
      store.change(() -> put(two, "afterwards", "works"));
      assertThat(two.get("afterwards")).contains("works");
    }
    if (kind == Kind.FILE) {
      try (Store store = open(kind)) {
        assertThat(store.table("one", String.class).all("")).hasSize(2);
        assertThat(store.table("two", String.class).all("")).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailureBeforeTheFirstChangeLeavesTheTablesUsable(Kind kind) {
    try (Store store = open(kind)) {
      Table<String> table = store.table("table", String.class);
      failing(store, table);
      store.change(() -> put(table, "key", "value"));
      failing(store, table);
      assertThat(table.get("key")).contains("value");
      assertThat(table.all("")).hasSize(1);
    }
    if (kind == Kind.FILE) {
      try (Store store = open(kind)) {
        assertThat(store.table("table", String.class).get("key")).contains("value");
      }
    }
  }

  private static void failing(Store store, Table<String> table) {
    assertThatThrownBy(
            () ->
                store.change(
                    () -> {
                      table.put("bad", "bad");
                      throw new AssertionError("an error, not only an exception");
                    }))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @EnumSource
  void aChangeInsideAChangeBelongsToTheOuterOne(Kind kind) {
    try (Store store = open(kind)) {
      Table<String> table = store.table("table", String.class);
      assertThatThrownBy(
              () ->
                  store.change(
                      () -> {
                        store.change(() -> put(table, "inner", "value"));
                        assertThat(table.get("inner")).contains("value");
                        throw new IllegalStateException("outer");
                      }))
          .hasMessage("outer");
      assertThat(table.all("")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailedInnerChangeCannotBeKeptByTheOuterOne(Kind kind) {
    try (Store store = open(kind)) {
      Table<String> table = store.table("table", String.class);
      assertThatThrownBy(
              () ->
                  store.change(
                      () -> {
                        failing(store, table);
                        return put(table, "outer", "value");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a change inside this one failed");
      assertThat(table.all("")).isEmpty();
      store.change(() -> put(table, "next", "value"));
      assertThat(table.all("")).hasSize(1);
    }
  }

  @Test
  void writingOutsideOfAChangeIsRefused() {
    try (Store store = Store.inMemory()) {
      Table<String> table = store.table("table", String.class);
      assertThatThrownBy(() -> table.put("key", "value"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("written outside of Store.change");
      assertThatThrownBy(() -> table.remove("key")).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> store.read(() -> put(table, "key", "value")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aChangeInsideAReadingIsRefusedInsteadOfWaitingForItself() {
    try (Store store = Store.inMemory()) {
      Table<String> table = store.table("table", String.class);
      assertThatThrownBy(() -> store.read(() -> store.change(() -> put(table, "key", "value"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("inside a reading");
      assertThat(store.<String>change(() -> store.read(() -> put(table, "key", "value"))))
          .isEqualTo("value");
    }
  }

  @Test
  void aTableIsNotMadeInsideAChange() {
    try (Store store = Store.inMemory()) {
      assertThatThrownBy(() -> store.change(() -> store.table("table", String.class)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a table made inside a change");
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyThreadsLoseNoChange(Kind kind) {
    try (Store store = open(kind)) {
      Table<Integer> table = store.table("table", Integer.class);
      store.change(() -> add(table));
      IntStream.range(0, 400).parallel().forEach(i -> store.change(() -> add(table)));
      assertThat(table.get("count")).contains(401);
    }
  }

  private static int add(Table<Integer> table) {
    int count = table.get("count").orElse(0) + 1;
    table.put("count", count);
    return count;
  }

  @Test
  void aReadingSeesNoHalfChange() {
    try (Store store = Store.inMemory()) {
      Table<Integer> table = store.table("table", Integer.class);
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 2000; i++) {
                  int value = i;
                  store.change(
                      () -> {
                        table.put("left", value);
                        table.put("right", value);
                        return value;
                      });
                }
              });
      while (!writer.isDone()) {
        assertThat(store.<Boolean>read(() -> table.get("left").equals(table.get("right"))))
            .isTrue();
      }
      assertThat(writer).isCompleted();
    }
  }

  @Test
  void whatWasClosedIsThereAgain() {
    Thing thing = new Thing("\u0000 \ud83d\ude00 \"\n", Optional.of(TIME), Optional.empty());
    try (Store store = open(Kind.FILE)) {
      Table<Thing> table = store.table("things", Thing.class);
      store.change(
          () -> {
            table.put("key \u0000\ud83d\ude00", thing);
            return thing;
          });
    }
    try (Store store = open(Kind.FILE)) {
      assertThat(store.table("things", Thing.class).get("key \u0000\ud83d\ude00")).contains(thing);
    }
  }

  @Test
  void aFileDoesNotGrowForever() {
    try (Store store = open(Kind.FILE)) {
      Table<String> table = store.table("table", String.class);
      for (int i = 0; i < 5000; i++) {
        String key = String.valueOf(i % 100);
        store.change(() -> put(table, key, "x".repeat(200)));
      }
      assertThat(folder.resolve("state").toFile().length()).isLessThan(2_000_000);
    }
  }
}
