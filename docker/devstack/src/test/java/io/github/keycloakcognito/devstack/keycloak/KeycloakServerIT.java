package io.github.keycloakcognito.devstack.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One bare Keycloak through its life. The order is that of the life: a boot takes half a minute or
 * more.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakServerIT {
  private static final Path HOME = Path.of("target/keycloak-it");
  private static final Path JAR = Path.of("target/nothing.jar");
  private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();
  private static KeycloakServer server;

  @BeforeAll
  static void start() throws IOException {
    writeJar();
    server = bare().logListener(LINES::add).start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void isReadyWithTheGivenUrl() throws Exception {
    assertThat(server.isAlive()).isTrue();
    assertThat(get(server.url().resolve("/realms/master/.well-known/openid-configuration")))
        .contains("\"issuer\":\"" + server.url() + "/realms/master\"");
    assertThat(get(server.managementUrl().resolve("/metrics"))).contains("jvm_");
    assertThat(server.httpsUrl()).isEmpty();
  }

  @Test
  @Order(2)
  void streamsItsOutput() throws IOException {
    assertThat(LINES).anyMatch(line -> line.contains("Listening on: "));
    assertThat(Files.readString(server.log())).contains("Listening on: ");
  }

  @Test
  @Order(3)
  void doesNotStartTwice() {
    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Order(4)
  void saysWhichPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> bare().httpPort(taken.getLocalPort()).start())
          .isInstanceOf(KeycloakException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("taken");
    }
  }

  @Test
  @Order(5)
  void survivesACrashWithItsDataAndLeavesNoProcess() throws Exception {
    String keys = get(server.url().resolve("/realms/master/protocol/openid-connect/certs"));
    List<ProcessHandle> tree = processes();
    assertThat(tree).hasSizeGreaterThanOrEqualTo(2);

    server.kill();

    assertThat(server.isAlive()).isFalse();
    assertThat(tree).noneMatch(ProcessHandle::isAlive);
    long builds = builds();
    server.start();
    assertThat(get(server.url().resolve("/realms/master/protocol/openid-connect/certs")))
        .isEqualTo(keys);
    assertThat(builds()).isEqualTo(builds);
  }

  @Test
  @Order(6)
  void stopsCleanly() throws IOException {
    List<ProcessHandle> tree = processes();

    server.stop();

    assertThat(tree).noneMatch(ProcessHandle::isAlive);
    assertThat(Files.readString(server.log())).contains("Keycloak stopped in");
  }

  @Test
  @Order(7)
  void isNotBuiltAgainForTheSameJar() throws IOException {
    writeJar();
    try (KeycloakServer again = bare().start()) {
      assertThat(again.isAlive()).isTrue();
      assertThat(builds()).isZero();
    }
  }

  @Test
  @Order(8)
  void tellsWhyItDidNotStart() {
    assertThatThrownBy(() -> bare().option("no-such-option", "x").start())
        .isInstanceOf(KeycloakException.class)
        .hasMessageContaining("ended before it was ready: exit code 2")
        .hasMessageContaining("no-such-option")
        .hasMessageContaining(HOME.resolve("keycloak.log").toAbsolutePath().toString());
  }

  private static KeycloakServerBuilder bare() {
    return KeycloakServer.builder().home(HOME).provider(JAR).jvmOption("-XX:TieredStopAtLevel=1");
  }

  /** As Maven would: the same bytes, but a file of now. */
  private static void writeJar() throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(JAR))) {
      ZipEntry entry = new ZipEntry("nothing.txt");
      entry.setTime(0);
      jar.putNextEntry(entry);
    }
  }

  private static List<ProcessHandle> processes() {
    return ProcessHandle.current().descendants().toList();
  }

  private static long builds() throws IOException {
    try (var lines = Files.lines(server.log())) {
      return lines.filter(line -> line.contains("augmentation completed")).count();
    }
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
