package io.github.keycloakcognito.exchange;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was counted, word by word. */
final class RecordingEventMeters implements EventMeters {

  final List<String> counted = new CopyOnWriteArrayList<>();

  @Override
  public void handled(String kind) {
    counted.add("handled " + kind);
  }

  @Override
  public void dropped(String kind) {
    counted.add("dropped " + kind);
  }

  @Override
  public void warmUp(String result) {
    counted.add("warm-up " + result);
  }
}
