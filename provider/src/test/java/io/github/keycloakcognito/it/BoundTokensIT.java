package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("A sender-constrained token is worth nothing without its proof:")
class BoundTokensIT {

  private static TestRealm dpop;
  private static TestRealm mtls;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (dpop == null) {
      dpop = TestRealm.in(running);
      TestClients.allow(dpop, "bound", Map.of("dpop.bound.access.tokens", "true"));
      mtls = TestRealm.in(running);
      TestClients.allow(
          mtls, "bound", Map.of("tls.client.certificate.bound.access.tokens", "true"));
    }
  }

  @Test
  @DisplayName("DPoP, with a fresh proof each time")
  void freshProof() {
    DpopKey key = DpopKey.generate();
    String token = key.accessToken(dpop, "bound", "alice");
    Doors doors = Doors.of(stack, dpop);

    doors.open(doors.askEach(request -> prove(request, "DPoP", key, token)));
  }

  @Test
  @DisplayName("DPoP, its scheme in small letters: taken with a proof from Keycloak 26.7 on")
  void schemeInSmallLetters() {
    DpopKey key = DpopKey.generate();
    String token = key.accessToken(dpop, "bound", "alice");
    Doors doors = Doors.of(stack, dpop);

    if (System.getProperty("keycloak.dist").contains("keycloak-26.6.")) {
      doors.refuse(Refusal.INVALID_TOKEN, "Authorization", "dpop " + token);
    } else {
      doors.open(doors.askEach(request -> prove(request, "dpop", key, token)));
      doors.refuse(Refusal.INVALID_DPOP, "Authorization", "dpop " + token);
    }
  }

  @Test
  @DisplayName("DPoP, without a proof")
  void withoutProof() {
    String token = DpopKey.generate().accessToken(dpop, "bound", "alice");
    Doors doors = Doors.of(stack, dpop);

    doors.refuse(Refusal.INVALID_DPOP, "Authorization", "DPoP " + token);
    doors.refuse(Refusal.INVALID_TOKEN, "Authorization", "Bearer " + token);
    doors.refuse(Refusal.INVALID_TOKEN, "Authorization", token);
  }

  @Test
  @DisplayName("DPoP, as a bearer token, even with a proof")
  void bearerScheme() {
    DpopKey key = DpopKey.generate();
    String token = key.accessToken(dpop, "bound", "alice");
    Doors doors = Doors.of(stack, dpop);

    doors.refuse(
        Refusal.INVALID_TOKEN, doors.askEach(request -> prove(request, "Bearer", key, token)));
  }

  @Test
  @DisplayName("DPoP, with a replayed proof")
  void replayedProof() {
    DpopKey key = DpopKey.generate();
    String token = key.accessToken(dpop, "bound", "alice");
    Doors doors = Doors.of(stack, dpop);
    Map<String, String> sent = new HashMap<>();

    doors.open(
        doors.askEach(
            request -> {
              prove(request, "DPoP", key, token);
              sent.put(door(request), request.build().headers().firstValue("DPoP").orElseThrow());
            }));

    doors.refuse(
        Refusal.INVALID_DPOP,
        doors.askEach(
            request ->
                request
                    .header("Authorization", "DPoP " + token)
                    .header("DPoP", sent.get(door(request)))));
  }

  @Test
  @DisplayName("DPoP, with the proof of another key, request, or token")
  void otherProof() {
    DpopKey key = DpopKey.generate();
    String token = key.accessToken(dpop, "bound", "alice");
    String other = key.accessToken(dpop, "bound", "bob");
    Doors doors = Doors.of(stack, dpop);

    doors.refuse(
        Refusal.INVALID_DPOP,
        doors.askEach(request -> prove(request, "DPoP", DpopKey.generate(), token)));
    doors.refuse(
        Refusal.INVALID_DPOP,
        doors.askEach(
            request ->
                request
                    .header("Authorization", "DPoP " + token)
                    .header("DPoP", key.proof("PUT", uri(request), token))));
    doors.refuse(
        Refusal.INVALID_DPOP,
        doors.askEach(
            request ->
                request
                    .header("Authorization", "DPoP " + token)
                    .header("DPoP", key.proof(method(request), dpop.tokenEndpoint(), token))));
    doors.refuse(
        Refusal.INVALID_DPOP,
        doors.askEach(
            request ->
                request
                    .header("Authorization", "DPoP " + token)
                    .header("DPoP", key.proof(method(request), uri(request), other))));
    doors.refuse(
        Refusal.INVALID_DPOP,
        doors.askEach(
            request ->
                prove(request, "DPoP", key, token)
                    .header("DPoP", key.proof(method(request), uri(request), token))));
  }

  @Test
  @DisplayName("DPoP, with a proof that Keycloak's verifier fails on")
  void malformedProof() {
    DpopKey key = DpopKey.generate();
    String token = key.accessToken(dpop, "bound", "alice");
    Doors doors = Doors.of(stack, dpop);
    String good = key.proof("GET", doors.door("/credentials"), token);
    for (String proof : MalformedProofs.of(key, good)) {
      Answer answer =
          doors
              .http()
              .send(
                  Http.request(doors.door("/credentials"))
                      .header("Authorization", "DPoP " + token)
                      .header("DPoP", proof));
      assertThat(answer.status()).as(proof).isEqualTo(401);
      doors.refuse(Refusal.INVALID_DPOP, List.of(answer));
    }
  }

  @Test
  @DisplayName("DPoP, for a token that is not bound")
  void unboundWithProof() {
    DpopKey key = DpopKey.generate();
    String token = dpop.accessToken("alice", "app");
    Doors doors = Doors.of(stack, dpop);

    doors.refuse(
        Refusal.INVALID_DPOP, doors.askEach(request -> prove(request, "DPoP", key, token)));
  }

  @Test
  @DisplayName("DPoP, of a client that may bind and did, for which nothing is enforced")
  void voluntarilyBound() {
    DpopKey key = DpopKey.generate();
    String token = key.accessToken(dpop, "app", "alice");
    Doors doors = Doors.of(stack, dpop);

    doors.refuseBearer(Refusal.INVALID_TOKEN, token);
    doors.open(doors.askEach(request -> prove(request, "DPoP", key, token)));
  }

  @Test
  @DisplayName("mTLS, with the certificate and without")
  void certificate() {
    Doors with = Doors.overTls(stack, mtls, true);
    Doors without = Doors.overTls(stack, mtls, false);
    String token = overTls(with.http(), "bound");
    assertThat(Forgery.of(token).claims().path("cnf").has("x5t#S256")).isTrue();

    with.openTo(token);
    without.refuseBearer(Refusal.INVALID_TOKEN, token);
  }

  @Test
  @DisplayName("mTLS, for a token issued before the client had to bind its tokens")
  void issuedUnbound() {
    Doors with = Doors.overTls(stack, mtls, true);
    TestClients.allow(mtls, "late", Map.of());
    String token = overTls(with.http(), "late");
    with.openTo(token);

    mtls.admin()
        .put(
            mtls.path("/clients/" + mtls.clientUuid("late")),
            Map.of(
                "clientId",
                "late",
                "attributes",
                Map.of("tls.client.certificate.bound.access.tokens", "true")));

    with.refuseBearer(Refusal.INVALID_TOKEN, token);
  }

  private String overTls(Http http, String clientId) {
    return http.send(
            Http.form(
                URI.create(
                    stack.keycloak().httpsUrl().orElseThrow()
                        + "/realms/"
                        + mtls.name()
                        + "/protocol/openid-connect/token"),
                Map.of(
                    "grant_type", "password",
                    "client_id", clientId,
                    "username", "alice",
                    "password", "alice",
                    "scope", "openid cognito")))
        .text("access_token");
  }

  private static HttpRequest.Builder prove(
      HttpRequest.Builder request, String scheme, DpopKey key, String token) {
    return request
        .header("Authorization", scheme + " " + token)
        .header("DPoP", key.proof(method(request), uri(request), token));
  }

  private static String door(HttpRequest.Builder request) {
    return method(request) + uri(request);
  }

  private static String method(HttpRequest.Builder request) {
    return request.build().method();
  }

  private static URI uri(HttpRequest.Builder request) {
    return request.build().uri();
  }
}
