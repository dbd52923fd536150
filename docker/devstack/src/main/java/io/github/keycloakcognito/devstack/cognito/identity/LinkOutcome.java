package io.github.keycloakcognito.devstack.cognito.identity;

/** What came of using or changing the logins of an identity. */
public sealed interface LinkOutcome {

  /** All given logins are linked to this identity now. */
  record Linked(Identity identity) implements LinkOutcome {}

  /** Nothing was done. */
  enum Refused implements LinkOutcome {
    /** No such pool. */
    UNKNOWN_POOL,
    /** No such identity. */
    UNKNOWN_IDENTITY,
    /** No such login in the pool. */
    UNKNOWN_LOGIN,
    /** Two logins that should become one identity's already are. */
    SAME_IDENTITY,
    /** The identity is disabled, or lost its last login. */
    INACCESSIBLE,
    /** The identity is someone's (or another pool's), and no login proves it is the caller's. */
    NOT_PROVEN,
    /** The developer's user belongs to another identity than the one named. */
    DEVELOPER_USER_ELSEWHERE,
    /** The login belongs to another identity than the one named. */
    LOGIN_ELSEWHERE,
    /** The identity would have two users of one public provider. */
    SECOND_USER_OF_PROVIDER,
    /** The identity would have more than 20 logins. */
    TOO_MANY_LOGINS
  }
}
