package io.github.keycloakcognito.devstack.cognito.sigv4;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKeys;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and signatures that AWS published (Signature Version 4 test suite, IAM example). */
class DocumentedVectorsTest {
  private static final String DATE = "20150830T123600Z";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get-vanilla|GET|/||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          post-vanilla|POST|/||5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
          get-vanilla-query-order-key-case|GET|/|Param2=value2&Param1=value1|b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
          get-unreserved|GET|/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz||07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f
          get-slash|GET|//||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-relative|GET|/example/..||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          """)
  void verifies(String name, String method, String path, String query, String signature) {
    assertThatCode(() -> verify(method, path, query, signature)).doesNotThrowAnyException();
    assertThatThrownBy(() -> verify("PUT", path, query, signature))
        .isInstanceOf(ServiceException.class);
  }

  private static void verify(String method, String path, String query, String signature) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("host", List.of("example.amazonaws.com"));
    headers.put("x-amz-date", List.of(DATE));
    String authorization = authorization("us-east-1/service", "host;x-amz-date", signature);
    headers.put("authorization", List.of(authorization));
    String raw = query == null ? "" : query;
    verifier("service").verify(new Request(method, path, raw, headers, new byte[0]));
  }

  @ParameterizedTest
  @CsvSource("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a")
  void verifiesAFormWithItsBody(String signature) {
    Map<String, List<String>> headers =
        Map.of(
            "content-type", List.of("application/x-www-form-urlencoded"),
            "host", List.of("example.amazonaws.com"),
            "x-amz-date", List.of(DATE),
            "authorization",
                List.of(
                    authorization("us-east-1/service", "content-type;host;x-amz-date", signature)));
    byte[] body = "Param1=value1".getBytes(StandardCharsets.UTF_8);
    assertThatCode(() -> verifier("service").verify(new Request("POST", "/", "", headers, body)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")
  void verifiesTheIamUserGuidesExample(String signature) {
    Map<String, List<String>> headers =
        Map.of(
            "content-type", List.of("application/x-www-form-urlencoded; charset=utf-8"),
            "host", List.of("iam.amazonaws.com"),
            "x-amz-date", List.of(DATE),
            "authorization",
                List.of(authorization("us-east-1/iam", "content-type;host;x-amz-date", signature)));
    Request request =
        new Request("GET", "/", "Action=ListUsers&Version=2010-05-08", headers, new byte[0]);
    assertThatCode(() -> verifier("iam").verify(request)).doesNotThrowAnyException();
  }

  private static String authorization(String regionAndService, String signed, String signature) {
    return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/"
        + regionAndService
        + "/aws4_request, SignedHeaders="
        + signed
        + ", Signature="
        + signature;
  }

  private static SigV4Verifier verifier(String service) {
    ServiceClock clock = new ServiceClock();
    clock.offset(Duration.between(Instant.now(), Instant.parse("2015-08-30T12:36:00Z")));
    AccessKey key =
        new AccessKey(
            "AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            Optional.empty(),
            Optional.empty(),
            new Caller(
                "arn:aws:iam::123456789012:user/u",
                "AIDA",
                "123456789012",
                Optional.empty(),
                Set.of(),
                Optional.empty()));
    return new SigV4Verifier(
        new AccessKeys(List.of(key), Store.inMemory(), clock),
        clock,
        new ScopeRule(service),
        new Assumptions(Map.of()));
  }
}
