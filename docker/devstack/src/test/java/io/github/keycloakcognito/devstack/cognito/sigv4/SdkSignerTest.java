package io.github.keycloakcognito.devstack.cognito.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKeys;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What AWS's own signer signs, however odd the request, verifies. */
class SdkSignerTest {
  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final byte[] BODY = "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8);

  private final Caller caller =
      new Caller(
          "arn:aws:iam::123456789012:user/u",
          "AIDA",
          "123456789012",
          Optional.empty(),
          Set.of(),
          Optional.empty());
  private final ServiceClock clock = new ServiceClock();
  private final SigV4Verifier verifier =
      new SigV4Verifier(
          new AccessKeys(
              List.of(new AccessKey(ID, SECRET, Optional.empty(), Optional.empty(), caller)),
              Store.inMemory(),
              clock),
          clock,
          new ScopeRule("cognito-sync"),
          new Assumptions(Map.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?",
        "/?b=2&a=1&a=0&empty=&flag",
        "/?q=a%20b%2Bc%2F%C3%A4",
        "/identitypools/eu-west-1%3A1234/identities/eu-west-1%3A5678/datasets/a%20b",
        "/a//b/./c/../d/",
        "/%7Etilde~_-.",
      })
  void verifies(String uri) throws Exception {
    assertThat(verifier.verify(signed(uri))).isEqualTo(new Signer(caller, "eu-west-1"));
  }

  private static Request signed(String uri) throws Exception {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://localhost:4566" + uri))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Spaces", "  a   b  ")
            .appendHeader("X-Two", "1")
            .appendHeader("X-Two", "2")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create(ID, SECRET))
                        .request(unsigned)
                        .payload(() -> new ByteArrayInputStream(BODY))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cognito-sync")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"))
            .request();
    Map<String, List<String>> headers = new HashMap<>();
    signed.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new Request(
        "POST", signed.encodedPath(), signed.encodedQueryParameters().orElse(""), headers, BODY);
  }
}
