package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.Locale;

/**
 * Why an exchange was refused or did not work.
 *
 * @param kind what the caller is told
 * @param description a sentence for the caller; never AWS's text, an ARN or a secret
 * @param cause what AWS or the network said, for the log and the event; null where there is none
 * @param remedy what an admin can do about it; null where nothing is to be done
 * @param retryAfter when it is worth trying again; null where a retry changes nothing
 * @param awsRequestId AWS's id of the refused request; null where none was answered
 * @param required the sign-in that would do; null unless it is the sign-in that does not
 */
public record Failure(
    Kind kind,
    String description,
    String cause,
    String remedy,
    Duration retryAfter,
    String awsRequestId,
    SignInRequirement required) {

  public Failure(
      Kind kind,
      String description,
      String cause,
      String remedy,
      Duration retryAfter,
      String awsRequestId) {
    this(kind, description, cause, remedy, retryAfter, awsRequestId, null);
  }

  /** The documented errors. */
  public enum Kind {
    INVALID_REQUEST,
    INVALID_TOKEN,
    INSUFFICIENT_USER_AUTHENTICATION,
    INSUFFICIENT_SCOPE,
    ACCESS_DENIED,
    NOT_FOUND,
    IDENTITY_CONFLICT,
    CONFLICT,
    AWS_MISCONFIGURED,
    AWS_DENIED,
    TEMPORARILY_UNAVAILABLE,
    /** AWS throttled the call: unavailable to the caller, a sign to slow down to us. */
    THROTTLED,
    /** AWS takes back a token it issued: denied to the caller, to us a sign to forget the token. */
    TOKEN_REFUSED,
    TIMEOUT;

    /** The {@code error} member of the answer. */
    public String code() {
      return switch (this) {
        case THROTTLED -> TEMPORARILY_UNAVAILABLE.code();
        case TOKEN_REFUSED -> AWS_DENIED.code();
        default -> name().toLowerCase(Locale.ROOT);
      };
    }
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  public boolean mayPass() {
    return switch (kind) {
      case TEMPORARILY_UNAVAILABLE, THROTTLED, TIMEOUT -> true;
      default -> false;
    };
  }

  /** A refusal of ours: AWS was not asked. */
  public static Failure of(Kind kind, String description) {
    return new Failure(kind, description, null, null, null, null);
  }

  /** No room or no answer just now. */
  public static Failure unavailable(String description, String cause, Duration retryAfter) {
    return new Failure(Kind.TEMPORARILY_UNAVAILABLE, description, cause, null, retryAfter, null);
  }

  Failure asking(SignInRequirement requirement) {
    return new Failure(kind, description, cause, remedy, retryAfter, awsRequestId, requirement);
  }
}
