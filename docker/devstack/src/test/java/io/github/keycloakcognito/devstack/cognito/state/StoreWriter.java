package io.github.keycloakcognito.devstack.cognito.state;

import java.nio.file.Path;

/**
 * A process that changes a state file until it is killed, and says on its standard output what it
 * found and then each change that has returned. Every change writes its number under {@link #LAST}
 * and, at once, in one of {@link #SLOTS} slots, so that room in the file becomes free and is used
 * again.
 */
final class StoreWriter {
  static final String LAST = "last";
  static final int SLOTS = 60;
  private static final int MAX_LENGTH = 3000;

  private final Store store;
  private final Table<Integer> numbers;
  private final Table<String> slots;

  private StoreWriter(Store store) {
    this.store = store;
    numbers = store.table("numbers", Integer.class);
    slots = store.table("slots", String.class);
  }

  public static void main(String[] arguments) {
    StoreWriter writer = new StoreWriter(Store.file(Path.of(arguments[0])));
    int last = writer.check();
    say(last);
    while (true) {
      writer.write(++last);
      say(last);
    }
  }

  private static void say(int number) {
    System.out.println(number);
    System.out.flush();
  }

  /**
   * The number of the last change in a file.
   *
   * @throws IllegalStateException if a change is there in part only
   */
  static int check(Store store) {
    return new StoreWriter(store).check();
  }

  private int check() {
    int last = numbers.get(LAST).orElse(0);
    for (int number = Math.max(1, last - SLOTS + 1); number <= last; number++) {
      String found = slots.get(slot(number)).orElse("nothing");
      if (!found.equals(text(number))) {
        throw new IllegalStateException("not change " + number + ", but " + found);
      }
    }
    return last;
  }

  private void write(int number) {
    store.change(
        () -> {
          slots.put(slot(number), text(number));
          numbers.put(LAST, number);
          return number;
        });
  }

  private static String slot(int number) {
    return String.valueOf(number % SLOTS);
  }

  private static String text(int number) {
    return number + "x".repeat(number * 31 % MAX_LENGTH);
  }
}
