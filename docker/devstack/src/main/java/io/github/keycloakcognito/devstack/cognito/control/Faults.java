package io.github.keycloakcognito.devstack.cognito.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults in force, and the requests that hang on one. */
public final class Faults {
  private final List<Fault> faults = new ArrayList<>();
  private final List<Parked> parked = new ArrayList<>();

  /** A request that waits for its fault to be cleared. */
  public interface Parked {
    /** Answers it after all. */
    void resume();

    /** Ends its connection without an answer. */
    void abandon();
  }

  /**
   * The first fault that hits, counted as used.
   *
   * @param request parked here if the fault makes it hang; in the same step, so that clearing the
   *     faults at the same moment cannot miss it
   */
  public synchronized Optional<Fault> take(String operation, Parked request) {
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      if (fault.hits(operation)) {
        use(i, fault);
        if (fault.kind() == Fault.Kind.HANG) {
          parked.add(request);
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private void use(int index, Fault fault) {
    if (fault.times() == null) {
      return;
    }
    if (fault.times() == 1) {
      faults.remove(index);
    } else {
      faults.set(index, fault.times(fault.times() - 1));
    }
  }

  /** The faults still in force, with the times that are left. */
  public synchronized List<Fault> list() {
    return List.copyOf(faults);
  }

  /** Replaces all faults; requests that hang are answered. */
  public void replace(List<Fault> replacement) {
    swap(replacement).forEach(Parked::resume);
  }

  /** Drops all faults and every request that hangs. */
  public void close() {
    swap(List.of()).forEach(Parked::abandon);
  }

  private synchronized List<Parked> swap(List<Fault> replacement) {
    List<Parked> released = List.copyOf(parked);
    parked.clear();
    faults.clear();
    faults.addAll(replacement);
    return released;
  }
}
