package io.github.keycloakcognito.devstack.cognito.iam;

import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.OptionalInt;

/** What came of an attempt to take a role. */
public sealed interface AssumeOutcome {

  /**
   * The role was taken.
   *
   * @param credentials of the session
   * @param packedPercent of the space for policies and tags; empty where there are none
   */
  record Granted(AccessKey credentials, OptionalInt packedPercent) implements AssumeOutcome {}

  /**
   * The role was not taken.
   *
   * @param code of STS
   * @param message of STS, which may say less than the reason
   * @param reason for our log
   */
  record Refused(ErrorCode code, String message, String reason) implements AssumeOutcome {}
}
