package io.github.keycloakcognito.aws;

import static io.github.keycloakcognito.aws.LocalAws.POOL;
import static io.github.keycloakcognito.aws.LocalAws.TOKEN;
import static io.github.keycloakcognito.aws.LocalAws.UNKNOWN_IDENTITY;
import static io.github.keycloakcognito.aws.LocalAws.request;
import static io.github.keycloakcognito.aws.LocalAws.someone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each error code of AWS, told by the local Cognito, with text that no caller may see. */
@DemoKey
class AwsFailuresTest {

  private static final String TEXT = "User: arn:aws:iam::123456789012:user/keycloak may not";

  @RegisterExtension static final LocalAws LOCAL = new LocalAws();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          DeveloperUserAlreadyRegisteredException, 400, IDENTITY_CONFLICT,
          ResourceConflictException,               409, IDENTITY_CONFLICT,
          NotAuthorizedException,                  400, AWS_MISCONFIGURED, look the identity up
          ResourceNotFoundException,               400, AWS_MISCONFIGURED, identityPoolId
          InvalidIdentityPoolConfigurationException, 400, AWS_MISCONFIGURED, authenticated role
          InvalidParameterException,               400, AWS_MISCONFIGURED, developerProviderName
          ValidationException,                     400, AWS_MISCONFIGURED, developerProviderName
          AccessDeniedException,                   400, AWS_DENIED,        the IAM action
          UnrecognizedClientException,             400, AWS_DENIED,        the AWS credentials
          InvalidSignatureException,               403, AWS_DENIED,        the AWS credentials
          MissingAuthenticationTokenException,     403, AWS_DENIED,        the AWS credentials
          ExpiredTokenException,                   400, AWS_DENIED,        the AWS credentials
          LimitExceededException,                  400, AWS_DENIED,        documentation of the error
          SomethingNewException,                   400, AWS_DENIED,        documentation of the error
          SomethingNewException,                   501, TEMPORARILY_UNAVAILABLE,
          InternalErrorException,                  500, TEMPORARILY_UNAVAILABLE,
          ServiceUnavailableException,             503, TEMPORARILY_UNAVAILABLE,
          TooManyRequestsException,                400, THROTTLED,
          ThrottlingException,                     400, THROTTLED,
          SomethingNewException,                   429, THROTTLED,
          """)
  void meansToCallerWithoutIdentity(String code, int status, Kind kind, String remedy) {
    LOCAL.faults(Fault.error(TOKEN, code, TEXT).withStatus(status));

    assertTold(LOCAL.tokenRefused(request(someone())), code, kind, remedy);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          DeveloperUserAlreadyRegisteredException, IDENTITY_CONFLICT,
          ResourceConflictException,               IDENTITY_CONFLICT,
          NotAuthorizedException,                  IDENTITY_CONFLICT,
          ResourceNotFoundException,               AWS_MISCONFIGURED, identityPoolId
          InvalidParameterException,               AWS_MISCONFIGURED, developerProviderName
          AccessDeniedException,                   AWS_DENIED,        the IAM action
          InternalErrorException,                  TEMPORARILY_UNAVAILABLE,
          TooManyRequestsException,                THROTTLED,
          """)
  void meansToCallerWhoNamedIdentity(String code, Kind kind, String remedy) {
    int status = kind == Kind.TEMPORARILY_UNAVAILABLE ? 500 : 400;
    LOCAL.faults(Fault.error(TOKEN, code, TEXT).withStatus(status));

    assertTold(LOCAL.tokenRefused(request(someone(), POOL, UNKNOWN_IDENTITY)), code, kind, remedy);
  }

  private static void assertTold(Failure failure, String code, Kind kind, String remedy) {
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.description())
        .isNotBlank()
        .doesNotContain("arn:", "123456789012", "Exception", "eu-west-1");
    assertThat(failure.cause()).isEqualTo(code + ": " + TEXT);
    assertThat(failure.awsRequestId()).matches("[0-9a-f-]{36}");
    if (remedy == null) {
      assertThat(failure.remedy()).isNull();
    } else {
      assertThat(failure.remedy()).contains(remedy);
    }
    if (EnumSet.of(Kind.TEMPORARILY_UNAVAILABLE, Kind.THROTTLED).contains(kind)) {
      assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    } else {
      assertThat(failure.retryAfter()).isNull();
    }
    String outcome = kind == Kind.THROTTLED ? "throttled" : kind.code();
    assertThat(LOCAL.meters().lines()).containsExactly(TOKEN + " " + outcome);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          TooManyRequestsException, 400, 1
          InternalErrorException,   500, 2
          NotAuthorizedException,   400, 1
          AccessDeniedException,    400, 1
          InvalidParameterException, 400, 1
          """)
  void isTriedAgainWhereThatMayHelp(String code, int status, long attempts) {
    LOCAL.faults(Fault.error(TOKEN, code, TEXT).withStatus(status));

    LOCAL.tokenRefused(request(someone()));

    assertThat(LOCAL.attempts(TOKEN)).isEqualTo(attempts);
  }

  @Test
  void secondAttemptThatSucceedsIsOneGoodCall() {
    LOCAL.faults(Fault.internalError(TOKEN).times(1));

    assertThat(LOCAL.token(someone()).token()).isNotBlank();

    assertThat(LOCAL.attempts(TOKEN)).isEqualTo(2);
    assertThat(LOCAL.meters().lines()).containsExactly(TOKEN + " ok");
  }
}
