package io.github.keycloakcognito.devstack.cognito;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Requests byte by byte, signed by AWS's signer and then perhaps tampered with. */
final class Raw {
  static final String TARGET = "AWSCognitoIdentityService.";
  private static final Set<String> SET_BY_THE_CLIENT = Set.of("host", "content-length");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI uri;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String method = "POST";
  private String body = "";

  private Raw(URI uri) {
    this.uri = uri;
  }

  static Raw json(URI endpoint, String operation, String body) {
    return new Raw(endpoint.resolve("/"))
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amz-target", TARGET + operation)
        .body(body);
  }

  static Raw form(URI endpoint, String body) {
    return new Raw(endpoint.resolve("/"))
        .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
        .body(body);
  }

  static Raw request(URI endpoint, String method, String path) {
    Raw raw = new Raw(endpoint.resolve(path));
    raw.method = method;
    return raw;
  }

  Raw header(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  Raw without(String name) {
    headers.remove(name);
    return this;
  }

  String header(String name) {
    return headers.get(name);
  }

  Raw body(String newBody) {
    body = newBody;
    return this;
  }

  Raw signed(AwsCredentials credentials, String service) {
    return signed(credentials, service, "eu-west-1", Clock.systemUTC());
  }

  Raw signed(AwsCredentials credentials, String service, String region, Clock clock) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
    headers.forEach(request::putHeader);
    AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(credentials)
                    .request(request.build())
                    .payload(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock))
        .request()
        .forEachHeader((name, values) -> header(name, values.get(0)));
    return this;
  }

  HttpResponse<String> send() {
    try {
      return HTTP.send(build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  CompletableFuture<HttpResponse<String>> sendAsync() {
    return HTTP.sendAsync(build(), BodyHandlers.ofString());
  }

  private HttpRequest build() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(
        (name, value) -> {
          if (!SET_BY_THE_CLIENT.contains(name)) {
            request.header(name, value);
          }
        });
    return request.build();
  }
}
