package io.github.keycloakcognito.devstack.cognito.iam;

/** What came of an attempt to take a role. */
public sealed interface AssumeOutcome {

  /** The role was taken with these credentials. */
  record Granted(AccessKey credentials) implements AssumeOutcome {}

  /** AWS would only say that it is not authorized; the reason is for our log. */
  record Refused(String reason) implements AssumeOutcome {}
}
