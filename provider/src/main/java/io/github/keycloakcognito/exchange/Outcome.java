package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.IssueCache.Source;

/** How an exchange ended. */
public sealed interface Outcome<T> {

  record Issued<T>(T value, Source source) implements Outcome<T> {}

  /**
   * It did not work.
   *
   * @param source {@link Source#FRESH} for the one request that asked AWS; the others were told the
   *     same
   */
  record Failed<T>(Failure failure, Source source) implements Outcome<T> {}
}
