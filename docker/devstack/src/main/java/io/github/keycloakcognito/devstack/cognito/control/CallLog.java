package io.github.keycloakcognito.devstack.cognito.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest calls, in the order of their answers. */
public final class CallLog {
  /** How many calls are kept. */
  public static final int SIZE = 10_000;

  private final Deque<LoggedCall> calls = new ArrayDeque<>();

  /** Adds a call, and forgets the oldest one if there are too many. */
  public synchronized void add(LoggedCall call) {
    if (calls.size() == SIZE) {
      calls.removeFirst();
    }
    calls.addLast(call);
  }

  /** A copy, newest last. */
  public synchronized List<LoggedCall> snapshot() {
    return List.copyOf(calls);
  }

  /** Forgets all calls. */
  public synchronized void clear() {
    calls.clear();
  }
}
