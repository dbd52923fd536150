package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.it.RawHttp.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StackExtension.class)
@DisplayName("The door of the command line")
class CliIT {

  private static TestRealm realm;
  private static Stack stack;

  @TempDir private Path folder;

  @BeforeEach
  void realm(Stack running) {
    if (realm == null) {
      stack = running;
      realm = TestRealm.in(running);
    }
    realm.changePool(Map.of("cliClient", List.of("terminal")));
  }

  @Test
  @DisplayName("serves a program for sh that knows realm, client, scope, pool and region")
  void program() throws Exception {
    Answer answer = get("");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type").orElseThrow().replace(" ", ""))
        .isEqualToIgnoringCase("text/plain;charset=utf-8");
    assertThat(answer.header("Cache-Control")).hasValue("no-store");
    assertThat(answer.http().headers().allValues("X-Content-Type-Options"))
        .containsExactly("nosniff");
    assertThat(answer.body())
        .startsWith("#!/bin/sh\n")
        .contains(
            "\nrealm='" + realm.name() + "'\n",
            "\nclient='terminal'\n",
            "\nscope='cognito'\n",
            "\ndefault_pool='default'\n",
            "\nregion='eu-west-1'\n");
    assertThat(version(answer)).endsWith(" for " + stack.url() + "/realms/" + realm.name() + "\n");
  }

  @Test
  @DisplayName("serves one for PowerShell")
  void powershell() {
    assertThat(get("?shell=powershell").body())
        .contains("$client = ('terminal')", "Invoke-WebRequest");
    assertThat(get("?shell=sh").body()).isEqualTo(get("").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?shell=fish", "?shell=SH", "?shell=sh&shell=sh", "?shell=../sh"})
  @DisplayName("takes no other shell")
  void otherShell(String query) {
    Refusal.INVALID_REQUEST.check(get(query), query);
  }

  @Test
  @DisplayName("says what is missing where the pool has no client for it")
  void withoutClient() {
    realm.changePool(Map.of());

    Answer answer = get("");
    Refusal.NOT_FOUND.check(answer, "no client");
    assertThat(answer.text("error_description")).contains("cliClient");
    assertThat(discovery().json().has("cli_endpoint")).isFalse();
  }

  @Test
  @DisplayName("is as open as the discovery is")
  void closed() {
    assertThat(discovery().text("cli_endpoint")).isEqualTo(realm.door("/cli").toString());
    realm.changePool(Map.of("cliClient", List.of("terminal"), "publicDiscovery", List.of("false")));

    Refusal.NOT_FOUND.check(get(""), "not public");
    Refusal.NOT_FOUND.check(get("?pool=other"), "no such pool");
  }

  @Test
  @DisplayName("is shut for a pool that the operator has not bound")
  void unbound() {
    TestRealm unbound = TestRealm.in(stack.url(), "cli-unbound");
    unbound.changePool(Map.of("cliClient", List.of("terminal")));

    Refusal.ACCESS_DENIED.check(
        unbound.http().send(Http.request(unbound.door("/cli"))), "not bound");
  }

  @Test
  @DisplayName("answers HEAD, and takes nothing")
  void methods() {
    Answer head =
        realm.http().send(Http.request(realm.door("/cli")).method("HEAD", BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(realm.http().send(Http.form(realm.door("/cli"), Map.of())).status())
        .as("as every door without a POST")
        .isEqualTo(realm.http().send(Http.form(realm.door("/roles"), Map.of())).status())
        .isIn(404, 405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "*/*", "text/html, */*;q=0.1"})
  @DisplayName("serves it whatever a client would rather have")
  void accepted(String accept) {
    Answer answer = realm.http().send(Http.request(realm.door("/cli")).header("Accept", accept));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).startsWith("#!/bin/sh\n");
  }

  @Test
  @DisplayName("quotes what admins have written")
  void hostileSettings() throws Exception {
    realm.changePool(
        Map.of("cliClient", List.of("it's \"$(id)\" \\"), "requiredScope", List.of("s'$(id)`id`")));

    Answer answer = get("");
    assertThat(answer.body())
        .contains("\nclient='it'\\''s \"$(id)\" \\'\n", "\nscope='s'\\''$(id)`id`'\n");
    assertThat(version(answer)).endsWith("/realms/" + realm.name() + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a'$(id)`id`", "a';id;'", "$HOME", "a\"b", "a.example:1'", "a\\'b"})
  @DisplayName("quotes the host that a client asks for, if the server takes it")
  void hostileHost(String host) throws Exception {
    String request =
        "GET /realms/%s/cognito/cli HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
            .formatted(realm.name(), host);
    Reply reply = new RawHttp(stack.url()).send(RawHttp.bytes(request, new byte[0]));

    assertThat(reply.status()).as(reply.text()).isIn(200, 400);
    if (reply.status() == 200) {
      String url =
          reply
              .text()
              .lines()
              .filter(line -> line.startsWith("realm_url="))
              .findFirst()
              .orElseThrow();
      String quoted = url.substring("realm_url='".length(), url.length() - 1);
      assertThat(quoted.replace("'\\''", "")).doesNotContain("'");
    }
  }

  private static Answer get(String query) {
    return realm.http().send(Http.request(realm.door("/cli" + query)));
  }

  private static Answer discovery() {
    return realm.http().send(Http.request(realm.door("")));
  }

  private String version(Answer answer) throws Exception {
    Path program = Files.writeString(folder.resolve("keycloak-aws"), answer.body());
    Process process =
        new ProcessBuilder("sh", program.toString(), "--version").redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
