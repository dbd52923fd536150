package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.Consumer;

/** All doors of a realm that exchange, asked in the same way. */
record Doors(Stack stack, String realm, URI url, Http http) {

  static Doors of(Stack stack, TestRealm realm) {
    return new Doors(stack, realm.name(), realm.door(""), realm.http());
  }

  /** The same doors over TLS. */
  static Doors overTls(Stack stack, TestRealm realm, boolean withCertificate) {
    URI https = stack.keycloak().httpsUrl().orElseThrow();
    return new Doors(
        stack,
        realm.name(),
        URI.create(https + "/realms/" + realm.name() + "/cognito"),
        new Http(stack.tls().context(withCertificate)));
  }

  /**
   * @param headers name, value, name, value…
   */
  List<Answer> ask(String... headers) {
    return askEach(
        request -> {
          if (headers.length > 0) {
            for (int i = 0; i < headers.length; i += 2) {
              request.header(headers[i], headers[i + 1]);
            }
          }
        });
  }

  List<Answer> askEach(Consumer<HttpRequest.Builder> change) {
    return List.of(
        ask(Http.request(door("/token")).POST(BodyPublishers.noBody()), change),
        ask(Http.request(door("/credentials")).GET(), change),
        ask(Http.request(door("/credentials")).POST(BodyPublishers.noBody()), change));
  }

  List<Answer> bearer(String token) {
    return ask("Authorization", "Bearer " + token);
  }

  /** Each door refuses, and AWS hears nothing of it. */
  void refuse(Refusal expected, String... headers) {
    refuse(expected, ask(headers));
  }

  void refuse(Refusal expected, List<Answer> answers) {
    answers.forEach(answer -> expected.check(answer, realm));
    assertThat(stack.cognito().calls()).isEmpty();
  }

  void refuseBearer(Refusal expected, String token) {
    refuse(expected, bearer(token));
  }

  /** Each door opens. Forgets the calls to AWS that this took. */
  void open(List<Answer> answers) {
    assertThat(answers).allSatisfy(a -> assertThat(a.status()).as(a.body()).isEqualTo(200));
    stack.cognito().resetCalls();
  }

  void openTo(String token) {
    open(bearer(token));
  }

  URI door(String path) {
    return URI.create(url + path);
  }

  private Answer ask(HttpRequest.Builder request, Consumer<HttpRequest.Builder> change) {
    change.accept(request);
    return http.send(request);
  }
}
