package io.github.keycloakcognito.devstack.cognito.sigv4;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKeys;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/** Verifies the signature of a request the way AWS does, with the secrets it knows. */
public final class SigV4Verifier {
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

  /** Seven days, in seconds. */
  private static final int MAX_EXPIRES = 604_800;

  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";
  private static final String UNKNOWN_TOKEN =
      "The security token included in the request is invalid.";

  private final AccessKeys keys;
  private final ServiceClock clock;
  private final ScopeRule scopeRule;
  private final boolean expiresCounts;

  /** Verifies for one service. */
  public SigV4Verifier(
      AccessKeys keys, ServiceClock clock, ScopeRule scopeRule, Assumptions assumptions) {
    this.keys = keys;
    this.clock = clock;
    this.scopeRule = scopeRule;
    this.expiresCounts = assumptions.is(Assumption.PRESIGNED_EXPIRY, "honoured");
  }

  /**
   * Who signed the request, in its Authorization header or in its query string.
   *
   * @throws io.github.keycloakcognito.devstack.cognito.wire.ServiceException with the error AWS
   *     answers, if the signature does not hold
   */
  public Signer verify(Request request) {
    Authorization authorization = Authorization.of(request);
    AccessKey key = key(authorization);
    Instant signedAt = signedAt(authorization);
    scopeRule.check(authorization.scope().region(), authorization.scope().service());
    checkAge(signedAt, lifetime(authorization));
    checkSignature(request, authorization, key, signedAt);
    return new Signer(key.caller(), authorization.scope().region());
  }

  private AccessKey key(Authorization authorization) {
    AccessKey key =
        keys.find(authorization.accessKeyId())
            .orElseThrow(() -> ErrorCode.UNRECOGNIZED_CLIENT.because(UNKNOWN_TOKEN));
    if (!key.sessionToken().equals(authorization.securityToken())) {
      throw ErrorCode.UNRECOGNIZED_CLIENT.because(UNKNOWN_TOKEN);
    }
    if (key.expired(clock.now())) {
      throw ErrorCode.EXPIRED_CREDENTIALS.because(
          "The security token included in the request is expired");
    }
    return key;
  }

  private static Instant signedAt(Authorization authorization) {
    Instant signedAt = instant(authorization.date());
    String day = AMZ_DATE.format(signedAt).substring(0, 8);
    if (!day.equals(authorization.scope().date())) {
      throw ErrorCode.INVALID_SIGNATURE.because(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '"
              + authorization.scope().date()
              + "' != '"
              + day
              + "', from '"
              + AMZ_DATE.format(signedAt)
              + "'.");
    }
    return signedAt;
  }

  /** X-Amz-Date is in ISO 8601, the header Date perhaps as HTTP wants it. */
  private static Instant instant(String date) {
    for (DateTimeFormatter format : List.of(AMZ_DATE, HTTP_DATE)) {
      try {
        return LocalDateTime.parse(date, format).toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException e) {
        // Perhaps the next one.
      }
    }
    throw Authorization.incomplete("Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
  }

  private Duration lifetime(Authorization authorization) {
    if (!expiresCounts || authorization.expires().isEmpty()) {
      return MAX_SKEW;
    }
    String seconds = authorization.expires().get();
    if (!seconds.matches("\\d{1,6}")
        || Integer.parseInt(seconds) < 1
        || Integer.parseInt(seconds) > MAX_EXPIRES) {
      throw Authorization.incomplete("X-Amz-Expires must be from 1 to " + MAX_EXPIRES + ".");
    }
    return Duration.ofSeconds(Integer.parseInt(seconds));
  }

  private void checkAge(Instant signedAt, Duration lifetime) {
    Instant now = clock.now();
    if (signedAt.isBefore(now.minus(lifetime))) {
      String span = lifetime.equals(MAX_SKEW) ? "15 min.)" : lifetime.toSeconds() + " sec.)";
      throw ErrorCode.INVALID_SIGNATURE.because(
          "Signature expired: "
              + AMZ_DATE.format(signedAt)
              + " is now earlier than "
              + AMZ_DATE.format(now.minus(lifetime))
              + " ("
              + AMZ_DATE.format(now)
              + " - "
              + span);
    }
    if (signedAt.isAfter(now.plus(MAX_SKEW))) {
      throw ErrorCode.INVALID_SIGNATURE.because(
          "Signature not yet current: "
              + AMZ_DATE.format(signedAt)
              + " is still later than "
              + AMZ_DATE.format(now.plus(MAX_SKEW))
              + " ("
              + AMZ_DATE.format(now)
              + " + 15 min.)");
    }
  }

  private static String canonical(Request request, Authorization authorization) {
    try {
      return CanonicalRequest.of(request, authorization.signedHeaders());
    } catch (IllegalArgumentException e) {
      // No client can have signed what is no URI.
      throw ErrorCode.INVALID_SIGNATURE.because(MISMATCH);
    }
  }

  private static void checkSignature(
      Request request, Authorization authorization, AccessKey key, Instant signedAt) {
    if (!authorization.signedHeaders().contains("host")) {
      throw ErrorCode.INVALID_SIGNATURE.because(
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    String canonical = canonical(request, authorization);
    String stringToSign =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            AMZ_DATE.format(signedAt),
            authorization.scope().toString(),
            Hashes.sha256Hex(canonical.getBytes(StandardCharsets.UTF_8)));
    String expected = Hashes.sign(key.secret(), authorization.scope(), stringToSign);
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        authorization.signature().getBytes(StandardCharsets.US_ASCII))) {
      throw ErrorCode.INVALID_SIGNATURE.because(MISMATCH);
    }
  }
}
