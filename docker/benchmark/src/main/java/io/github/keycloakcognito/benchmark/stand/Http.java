package io.github.keycloakcognito.benchmark.stand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Single requests, for what is prepared and for what is measured one by one. */
public final class Http {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private static final SdkHttpClient SDK_CLIENT = UrlConnectionHttpClient.create();

  private Http() {}

  /** The client itself, for requests that are not waited for one by one. */
  public static HttpClient client() {
    return CLIENT;
  }

  /** Sends and waits; whatever the status. */
  public static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * The body of a successful answer to a request that has none, sent as the AWS SDK sends its own:
   * on the thread of the caller, so that the client's threads are not in what is timed.
   *
   * @throws IllegalStateException with the status if it is another
   */
  public static String sentHere(HttpRequest request) {
    SdkHttpRequest.Builder sdk =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(request.uri());
    request.headers().map().forEach(sdk::putHeader);
    try {
      HttpExecuteResponse answer =
          SDK_CLIENT
              .prepareRequest(HttpExecuteRequest.builder().request(sdk.build()).build())
              .call();
      if (!answer.httpResponse().isSuccessful()) {
        throw new IllegalStateException(request.uri() + ": " + answer.httpResponse().statusCode());
      }
      try (InputStream body = answer.responseBody().orElseThrow()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + ": " + e, e);
    }
  }

  /**
   * The body of a successful answer.
   *
   * @throws IllegalStateException with status and error, but no token, if it is another
   */
  public static JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return tree(answer.body());
  }

  /** A JSON text as a tree. */
  public static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request that may still be changed; it waits a minute at most. */
  public static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(TIMEOUT);
  }

  /** As {@link #request}, with a bearer token. */
  public static HttpRequest.Builder bearer(URI uri, String token) {
    return request(uri).header("Authorization", "Bearer " + token);
  }

  /** A form that is posted. */
  public static HttpRequest.Builder form(URI uri, Map<String, String> fields) {
    return request(uri)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(encode(fields)));
  }

  /** A JSON body. */
  public static HttpRequest.BodyPublisher body(Object value) {
    try {
      return BodyPublishers.ofString(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields as a form's body. */
  public static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
