package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.IssueCache.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the looks into the cache: a look is told before its request begins to wait. */
final class RecordingMeters implements Meters {

  final List<Source> lookups = new CopyOnWriteArrayList<>();

  @Override
  public void exchange(String door, String result) {}

  @Override
  public void lookup(Source source) {
    lookups.add(source);
  }

  @Override
  public void awsCall(String operation, String outcome, Duration took) {}

  @Override
  public void watch(Limit limit) {}
}
