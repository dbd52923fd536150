package io.github.keycloakcognito.devstack.cognito.sigv4;

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

/** Verifies the signature of a request the way AWS does, with the secrets it knows. */
public final class SigV4Verifier {
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";
  private static final String UNKNOWN_TOKEN =
      "The security token included in the request is invalid.";

  private final AccessKeys keys;
  private final ServiceClock clock;
  private final ScopeRule scopeRule;

  /** Verifies for one service. */
  public SigV4Verifier(AccessKeys keys, ServiceClock clock, ScopeRule scopeRule) {
    this.keys = keys;
    this.clock = clock;
    this.scopeRule = scopeRule;
  }

  /**
   * Who signed the request.
   *
   * @throws io.github.keycloakcognito.devstack.cognito.wire.ServiceException with the error AWS
   *     answers, if the signature does not hold
   */
  public Signer verify(Request request) {
    String header =
        request
            .header("authorization")
            .orElseThrow(
                () -> ErrorCode.MISSING_AUTHENTICATION.because("Missing Authentication Token"));
    Authorization authorization = Authorization.parse(header);
    AccessKey key = key(authorization, request);
    Instant signedAt = signedAt(request, authorization);
    scopeRule.check(authorization.scope().region(), authorization.scope().service());
    checkSkew(signedAt);
    checkSignature(request, authorization, key, signedAt);
    return new Signer(key.caller(), authorization.scope().region());
  }

  private AccessKey key(Authorization authorization, Request request) {
    AccessKey key =
        keys.find(authorization.accessKeyId())
            .orElseThrow(() -> ErrorCode.UNRECOGNIZED_CLIENT.because(UNKNOWN_TOKEN));
    if (!key.sessionToken().equals(request.header("x-amz-security-token"))) {
      throw ErrorCode.UNRECOGNIZED_CLIENT.because(UNKNOWN_TOKEN);
    }
    if (key.expired(clock.now())) {
      throw ErrorCode.EXPIRED_CREDENTIALS.because(
          "The security token included in the request is expired");
    }
    return key;
  }

  private static Instant signedAt(Request request, Authorization authorization) {
    String date =
        request
            .header("x-amz-date")
            .orElseThrow(
                () ->
                    ErrorCode.INCOMPLETE_SIGNATURE.because(
                        "Authorization header requires existence of either a 'X-Amz-Date' or a"
                            + " 'Date' header."));
    if (!date.startsWith(authorization.scope().date())) {
      throw ErrorCode.INVALID_SIGNATURE.because(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '"
              + authorization.scope().date()
              + "' != '"
              + date
              + "'.");
    }
    try {
      return LocalDateTime.parse(date, AMZ_DATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw ErrorCode.INCOMPLETE_SIGNATURE.because(
          "Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
    }
  }

  private void checkSkew(Instant signedAt) {
    Instant now = clock.now();
    if (signedAt.isBefore(now.minus(MAX_SKEW))) {
      throw ErrorCode.INVALID_SIGNATURE.because(
          "Signature expired: "
              + AMZ_DATE.format(signedAt)
              + " is now earlier than "
              + AMZ_DATE.format(now.minus(MAX_SKEW))
              + " ("
              + AMZ_DATE.format(now)
              + " - 15 min.)");
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
