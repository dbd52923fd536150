package io.github.keycloakcognito.devstack.cognito.identity;

/** What came of linking a login to an identity. */
public sealed interface LinkOutcome {

  /** It is linked now, or was before. */
  record Linked(Identity identity) implements LinkOutcome {}

  /** No such identity. */
  record Unknown() implements LinkOutcome {}

  /** The identity is someone's (or another pool's), and nothing proves that it is the caller's. */
  record NotProven() implements LinkOutcome {}

  /** The login belongs to another identity. */
  record OwnedByAnother() implements LinkOutcome {}
}
