package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.IssueCache.Source;
import io.github.keycloakcognito.exchange.Limit;
import io.github.keycloakcognito.exchange.Meters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers which calls to AWS were counted. */
final class AwsCallLog implements Meters {

  record Call(String operation, String outcome, Duration took) {}

  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /** As {@code operation outcome}, in order. */
  List<String> lines() {
    return calls.stream().map(call -> call.operation() + " " + call.outcome()).toList();
  }

  List<Duration> times() {
    return calls.stream().map(Call::took).toList();
  }

  void clear() {
    calls.clear();
  }

  @Override
  public void awsCall(String operation, String outcome, Duration took) {
    calls.add(new Call(operation, outcome, took));
  }

  @Override
  public void exchange(String door, String result) {
    throw new AssertionError("not the AWS adapters' to count");
  }

  @Override
  public void lookup(Source source) {
    throw new AssertionError("not the AWS adapters' to count");
  }

  @Override
  public void watch(Limit limit) {}
}
