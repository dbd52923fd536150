package io.github.keycloakcognito.devstack.cognito.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Measures GetOpenIdTokenForDeveloperIdentity for users that are known already. The requests are
 * signed beforehand and sent over plain sockets, so that most of the processors is left to the
 * server. Run by {@code docker/devstack/bench/throughput} against a local Cognito with the demo
 * data.
 */
public final class Throughput {
  private static final String POOL = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";
  private static final AwsBasicCredentials KEY =
      AwsBasicCredentials.create(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  private static final int USERS = 200;

  private final URI endpoint;
  private final List<byte[]> requests = new ArrayList<>();

  private Throughput(URI endpoint) {
    this.endpoint = endpoint;
    for (int user = 0; user < USERS; user++) {
      requests.add(signed("user-" + user));
    }
  }

  /** Arguments: endpoint, process id of the server, seconds to measure, connections. */
  public static void main(String[] args) throws Exception {
    Throughput bench = new Throughput(URI.create(args[0]));
    int seconds = Integer.parseInt(args[2]);
    int connections = Integer.parseInt(args[3]);
    ProcessHandle server = ProcessHandle.of(Long.parseLong(args[1])).orElseThrow();
    bench.run(Math.max(5, seconds / 2), connections);
    Duration before = cpu(server);
    long[] latencies = bench.run(seconds, connections);
    Duration used = cpu(server).minus(before);
    Arrays.sort(latencies);
    System.out.printf(
        Locale.ROOT,
        "%d connections, %d s: %.0f tokens/s, latency p50 %.1f ms, p99 %.1f ms;"
            + " server CPU %.2f ms per token%n",
        connections,
        seconds,
        (double) latencies.length / seconds,
        millis(latencies[latencies.length / 2]),
        millis(latencies[latencies.length * 99 / 100]),
        millis(used.toNanos()) / latencies.length);
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private long[] run(int seconds, int connections) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      List<Callable<long[]>> callers = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int first = i * USERS / connections;
        callers.add(() -> callUntil(end, first));
      }
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> caller : threads.invokeAll(callers)) {
        all.add(caller.get());
      }
      return all.stream().flatMapToLong(Arrays::stream).toArray();
    } finally {
      threads.shutdownNow();
    }
  }

  private long[] callUntil(long end, int first) throws IOException {
    List<Long> latencies = new ArrayList<>();
    try (Connection connection = new Connection(endpoint)) {
      for (int i = first; System.nanoTime() < end; i++) {
        long began = System.nanoTime();
        connection.call(requests.get(i % USERS));
        latencies.add(System.nanoTime() - began);
      }
    }
    return latencies.stream().mapToLong(Long::longValue).toArray();
  }

  private byte[] signed(String user) {
    String body =
        "{\"IdentityPoolId\":\""
            + POOL
            + "\",\"Logins\":{\"login.keycloak.demo\":\""
            + user
            + "\"}}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.resolve("/"))
            .putHeader("content-type", "application/x-amz-json-1.1")
            .putHeader(
                "x-amz-target", "AWSCognitoIdentityService.GetOpenIdTokenForDeveloperIdentity")
            .build();
    StringBuilder text = new StringBuilder("POST / HTTP/1.1\r\n");
    AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(KEY)
                    .request(unsigned)
                    .payload(() -> new ByteArrayInputStream(bytes))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cognito-identity")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"))
        .request()
        .forEachHeader(
            (name, values) -> text.append(name).append(": ").append(values.get(0)).append("\r\n"));
    text.append("Content-Length: ").append(bytes.length).append("\r\n\r\n").append(body);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
