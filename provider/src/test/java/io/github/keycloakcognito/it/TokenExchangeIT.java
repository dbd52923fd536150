package io.github.keycloakcognito.it;

import static io.github.keycloakcognito.it.Way.TOKEN_ENDPOINT;
import static io.github.keycloakcognito.it.Way.Wanted.CREDENTIALS;
import static io.github.keycloakcognito.it.Way.Wanted.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.github.keycloakcognito.it.Way.Subject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("At the token endpoint")
class TokenExchangeIT {

  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      realm = TestRealm.in(running);
    }
  }

  @Test
  @DisplayName("a subject token is required, and has to say that it is an access token")
  void subjectToken() {
    Answer tokens = realm.tokens("alice", "app", "openid cognito");
    String access = tokens.text("access_token");

    refuse("invalid_request", with(access, "subject_token", ""));
    refuse("invalid_request", with(access, "subject_token_type", ""));
    for (String kind : List.of("id_token", "refresh_token", "jwt", "saml2")) {
      refuse(
          "invalid_request",
          with(access, "subject_token_type", "urn:ietf:params:oauth:token-type:" + kind));
    }
    refuse("invalid_token", form(tokens.text("id_token")));
    refuse("invalid_token", form(tokens.text("refresh_token")));
    for (String malformed : List.of("x", "a.b.c", access + " ", "bnVsbA.bnVsbA.", access + ".")) {
      refuse("invalid_token", form(malformed));
    }
  }

  @Test
  @DisplayName("a token of another realm, an expired and a revoked one, and one after logout fail")
  void deadTokens() {
    refuse("invalid_token", form(TestRealm.in(stack).accessToken("alice", "app")));

    Answer tokens = realm.tokens("alice", "app", "openid cognito");
    end("revoke", Map.of("token", tokens.text("access_token")));
    refuse("invalid_token", form(tokens.text("access_token")));

    Answer ended = realm.tokens("bob", "app", "openid cognito");
    end("logout", Map.of("refresh_token", ended.text("refresh_token")));
    refuse("invalid_token", form(ended.text("access_token")));

    TestClients.allow(realm, "brief", Map.of("access.token.lifespan", "1"));
    String brief = realm.accessToken("alice", "brief");
    Instant end = Instant.ofEpochSecond(Forgery.of(brief).claims().path("exp").asLong());
    await().atMost(Duration.ofSeconds(20)).until(() -> Instant.now().isAfter(end.plusSeconds(1)));
    refuse("invalid_token", with(brief, "client_id", "brief"));
  }

  @Test
  @DisplayName("what an exchange of ours cannot honour is refused")
  void parameters() {
    String access = realm.accessToken("alice", "app");

    refuse("invalid_request", with(access, "actor_token", access));
    refuse("invalid_request", with(access, "actor_token_type", ACCESS_TOKEN));
    refuse("invalid_request", with(access, "requested_subject", "bob"));
    refuse("invalid_request", with(access, "subject_issuer", "google"));
    refuse("invalid_request", with(access, "audience", "other"));
    refuse("invalid_request", with(access, "resource", "https://s3.amazonaws.com"));
    refuse("insufficient_scope", with(access, "scope", "cognito offline_access"));
    refuse("not_found", with(access, "pool", "elsewhere"));
  }

  @Test
  @DisplayName("what it can is taken, and standard lists may repeat")
  void targets() {
    Map<String, String> form = form(realm.accessToken("alice", "app"));
    form.put("scope", "cognito");
    String audience = "&audience=" + Http.encode(Stack.POOL_ID);

    Answer answer = post(Http.encode(form) + audience + audience);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  @DisplayName("a parameter given twice is refused")
  void twice() {
    String form = Http.encode(form(realm.accessToken("alice", "app")));

    for (String again : List.of("&pool=default&pool=default", "&duration=60&duration=60")) {
      Answer answer = post(form + again);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("error")).isEqualTo("invalid_request");
    }
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("a client other than the token's own has to be what the standard exchange asks for")
  void otherClient() {
    TestRealm own = TestRealm.in(stack);
    TestClients.allowService(own, "backend");
    TestClients.allow(own, "frontend", Map.of());
    String plain = own.accessToken("alice", "app");
    Subject asBackend = new Subject(plain, "backend", "backend");

    denied(own, Subject.of(plain, "frontend"), "public client");
    denied(own, asBackend, "not enabled");
    change(own, "backend", Map.of("standard.token.exchange.enabled", "true"));
    denied(own, asBackend, "audience");

    addAudience(own, "app", "backend");
    Subject handed = new Subject(own.accessToken("alice", "app"), "backend", "backend");
    Answer answer = TOKEN_ENDPOINT.ask(own, TOKEN, handed, Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(own.events("TOKEN_EXCHANGE").get(0))
        .contains(entry("clientId", "backend"), entry("subject_token_client_id", "app"));

    String bound = DpopKey.generate().accessToken(own, "app", "alice");
    stack.cognito().resetCalls();
    denied(own, new Subject(bound, "backend", "backend"), null);
    own.changePool(Map.of("allowedClients", List.of("app")));
    denied(own, new Subject(own.accessToken("alice", "app"), "backend", "backend"), "not allowed");
    own.changePool(Map.of("allowedClients", List.of("app", "backend")));
    withdrawScope(own, "backend");
    Answer scope = TOKEN_ENDPOINT.ask(own, TOKEN, handed, Map.of());
    assertThat(scope.status()).isEqualTo(403);
    assertThat(scope.text("error")).isEqualTo("insufficient_scope");
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("a client that needs the user's consent gets nothing without it")
  void consent() {
    TestRealm own = TestRealm.in(stack);
    String access = own.accessToken("alice", "app");
    own.admin()
        .put(
            own.path("/clients/" + own.clientUuid("app")),
            Map.of("clientId", "app", "consentRequired", true));

    denied(own, Subject.of(access, "app"), "consent");
  }

  @Test
  @DisplayName("a client has to authenticate")
  void clientAuthentication() {
    TestClients.allowService(realm, "secretive");
    String token = TestClients.serviceToken(realm, "secretive");

    Answer answer =
        TOKEN_ENDPOINT.ask(realm, TOKEN, new Subject(token, "secretive", "wrong"), Map.of());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(stack.cognito().calls()).isEmpty();
  }

  @Test
  @DisplayName("a token bound to a key needs its proof")
  void dpop() {
    TestRealm own = TestRealm.in(stack);
    TestClients.allow(own, "bound", Map.of("dpop.bound.access.tokens", "true"));
    DpopKey key = DpopKey.generate();
    for (String clientId : List.of("bound", "app")) {
      Subject subject = Subject.of(key.accessToken(own, clientId, "alice"), clientId);

      assertThat(prove(own, subject, null).status()).isEqualTo(400);
      assertThat(prove(own, subject, DpopKey.generate()).text("Code")).isEqualTo("invalid_token");
      assertThat(stack.cognito().calls()).isEmpty();
      Answer answer = prove(own, subject, key);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      stack.cognito().resetCalls();
    }
  }

  @Test
  @DisplayName("a token bound to a certificate needs it")
  void certificate() {
    TestRealm own = TestRealm.in(stack);
    TestClients.allow(own, "bound", Map.of("tls.client.certificate.bound.access.tokens", "true"));
    URI endpoint =
        URI.create(
            stack.keycloak().httpsUrl().orElseThrow()
                + "/realms/"
                + own.name()
                + "/protocol/openid-connect/token");
    Http with = new Http(stack.tls().context(true));
    Map<String, String> form =
        with(
            with.send(
                    Http.form(
                        endpoint,
                        Map.of(
                            "grant_type", "password",
                            "client_id", "bound",
                            "username", "alice",
                            "password", "alice",
                            "scope", "openid cognito")))
                .text("access_token"),
            "client_id",
            "bound");

    Answer without = new Http(stack.tls().context(false)).send(Http.form(endpoint, form));
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.text("Code")).isEqualTo("invalid_token");
    assertThat(stack.cognito().calls()).isEmpty();
    assertThat(with.send(Http.form(endpoint, form)).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("client policies decide first")
  void clientPolicies() {
    TestRealm own = TestRealm.in(stack);
    Subject alice = Subject.of(own.accessToken("alice", "app"), "app");
    own.admin()
        .put(
            own.path("/client-policies/profiles"),
            Map.of(
                "profiles",
                List.of(
                    Map.of(
                        "name",
                        "none",
                        "executors",
                        List.of(
                            Map.of("executor", "reject-request", "configuration", Map.of()))))));
    own.admin()
        .put(
            own.path("/client-policies/policies"),
            Map.of(
                "policies",
                List.of(
                    Map.of(
                        "name",
                        "no exchange",
                        "enabled",
                        true,
                        "conditions",
                        List.of(
                            Map.of(
                                "condition",
                                "grant-type",
                                "configuration",
                                Map.of(
                                    "grant_types",
                                    List.of("urn:ietf:params:oauth:grant-type:token-exchange")))),
                        "profiles",
                        List.of("none")))));

    Answer answer = TOKEN_ENDPOINT.ask(own, TOKEN, alice, Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error_description")).isEqualTo("Request not allowed");
    assertThat(stack.cognito().calls()).isEmpty();
    assertThat(own.events("TOKEN_EXCHANGE_ERROR")).hasSize(1);
  }

  @Test
  @DisplayName("one event tells of each fresh issue, one of each refusal, and neither a secret")
  void audit() {
    TestRealm own = TestRealm.in(stack);
    Subject alice = Subject.of(own.accessToken("alice", "app"), "app");
    Answer issued = TOKEN_ENDPOINT.ask(own, CREDENTIALS, alice, Map.of());
    TOKEN_ENDPOINT.ask(own, CREDENTIALS, alice, Map.of());

    List<Map<String, String>> events = own.events("TOKEN_EXCHANGE");
    assertThat(events).hasSize(1);
    assertThat(events.get(0))
        .contains(
            entry("clientId", "app"),
            entry("userId", own.userId("alice")),
            entry("door", "exchange-aws-credentials"),
            entry("identity_id", issued.text("IdentityId")));
    assertThat(events.toString()).doesNotContain(issued.text("Token"), alice.token());

    List<Subject> bad =
        List.of(
            Subject.of("a.b.c", "app"),
            Subject.of(own.tokens("alice", "app", "openid").text("access_token"), "app"),
            Subject.of(own.accessToken("alice", "other"), "other"));
    int refused = 0;
    for (Subject subject : bad) {
      assertThat(TOKEN_ENDPOINT.ask(own, TOKEN, subject, Map.of()).status()).isBetween(400, 403);
      assertThat(own.events("TOKEN_EXCHANGE_ERROR")).hasSize(++refused);
    }
    TOKEN_ENDPOINT.ask(own, TOKEN, alice, Map.of("duration", "0"));
    List<Map<String, String>> errors = own.events("TOKEN_EXCHANGE_ERROR");
    assertThat(errors).hasSize(++refused);
    assertThat(errors.get(0))
        .contains(entry("error", "invalid_request"), entry("userId", own.userId("alice")));
    assertThat(errors.toString()).doesNotContain(alice.token());
    assertThat(own.events("TOKEN_EXCHANGE")).hasSize(1);
  }

  @Test
  @DisplayName("a browser app of an allowed origin may read the answer and the refusal")
  void origins() {
    Map<String, String> form = form(realm.accessToken("alice", "app"));
    for (String duration : List.of("60", "0")) {
      form.put("duration", duration);
      Answer answer =
          realm
              .http()
              .send(
                  Http.form(realm.tokenEndpoint(), form).header("Origin", "http://localhost:3000"));
      assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("http://localhost:3000");
      assertThat(answer.header("Access-Control-Expose-Headers").orElse(""))
          .contains("WWW-Authenticate", "Retry-After");
    }
  }

  @Test
  @DisplayName("other exchanges are Keycloak's own, as ever")
  void builtIn() {
    TestRealm own = TestRealm.in(stack);
    TestClients.allowService(own, "backend");
    addAudience(own, "app", "backend");
    Subject handed = new Subject(own.accessToken("alice", "app"), "backend", "backend");

    Answer off = standard(own, handed, ACCESS_TOKEN);
    assertThat(off.status()).isEqualTo(400);
    assertThat(off.text("error_description")).startsWith("Standard token exchange is not enabled");

    change(own, "backend", Map.of("standard.token.exchange.enabled", "true"));
    Answer on = standard(own, handed, ACCESS_TOKEN);
    assertThat(on.status()).as(on.body()).isEqualTo(200);
    assertThat(Forgery.of(on.text("access_token")).claims().path("azp").asText())
        .isEqualTo("backend");

    for (String type :
        List.of(
            "urn:keycloak-cognito:token-type:something",
            "URN:KEYCLOAK-COGNITO:TOKEN-TYPE:OPENID-TOKEN")) {
      Answer unknown = standard(own, handed, type);
      assertThat(unknown.status()).isEqualTo(400);
      assertThat(unknown.text("error_description")).isEqualTo("requested_token_type unsupported");
      assertThat(unknown.json().has("Code")).isFalse();
    }
    assertThat(stack.cognito().calls()).isEmpty();
  }

  private static Answer standard(TestRealm realm, Subject subject, String requestedType) {
    Map<String, String> form = new HashMap<>(TOKEN.form());
    form.putAll(subject.form());
    form.put("requested_token_type", requestedType);
    return realm.http().send(Http.form(realm.tokenEndpoint(), form));
  }

  private static Map<String, String> form(String token) {
    Map<String, String> form = new HashMap<>(TOKEN.form());
    form.putAll(Subject.of(token, "app").form());
    return form;
  }

  private static Map<String, String> with(String token, String name, String value) {
    Map<String, String> form = form(token);
    form.put(name, value);
    return form;
  }

  /** As OAuth has it, and AWS hears nothing of it. */
  private void refuse(String code, Map<String, String> form) {
    Answer answer = realm.http().send(Http.form(realm.tokenEndpoint(), form));

    assertThat(answer.text("Code")).as(form + " " + answer.body()).isEqualTo(code);
    assertThat(answer.text("error"))
        .isEqualTo(code.equals("invalid_token") ? "invalid_request" : code);
    assertThat(answer.status()).isBetween(400, 404).isNotEqualTo(401);
    assertThat(answer.http().headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(answer.body()).satisfies(Disclosure::none);
    assertThat(stack.cognito().calls()).isEmpty();
  }

  private void denied(TestRealm realm, Subject subject, String reason) {
    stack.cognito().resetCalls();
    Answer answer = TOKEN_ENDPOINT.ask(realm, TOKEN, subject, Map.of());

    if (reason == null) {
      assertThat(answer.status()).as(answer.body()).isBetween(400, 403);
    } else {
      Refusal.ACCESS_DENIED.check(answer, realm.name());
      assertThat(answer.text("Message")).containsIgnoringCase(reason);
    }
    assertThat(stack.cognito().calls()).isEmpty();
  }

  private Answer post(String form) {
    return realm
        .http()
        .send(
            Http.request(realm.tokenEndpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
  }

  private static Answer prove(TestRealm realm, Subject subject, DpopKey key) {
    Map<String, String> form = new HashMap<>(TOKEN.form());
    form.putAll(subject.form());
    var request = Http.form(realm.tokenEndpoint(), form);
    return realm
        .http()
        .send(
            key == null
                ? request
                : request.header("DPoP", key.proof("POST", realm.tokenEndpoint(), null)));
  }

  private static void end(String endpoint, Map<String, String> what) {
    Map<String, String> form = new HashMap<>(what);
    form.put("client_id", "app");
    String url = realm.tokenEndpoint().toString().replaceFirst("/token$", "/" + endpoint);
    assertThat(realm.http().send(Http.form(URI.create(url), form)).status()).isBetween(200, 204);
  }

  private static void change(TestRealm realm, String clientId, Map<String, String> attributes) {
    realm
        .admin()
        .put(
            realm.path("/clients/" + realm.clientUuid(clientId)),
            Map.of("clientId", clientId, "attributes", attributes));
  }

  /** Tokens of {@code clientId} name {@code audience} from now on. */
  private static void addAudience(TestRealm realm, String clientId, String audience) {
    realm
        .admin()
        .create(
            realm.path("/clients/" + realm.clientUuid(clientId) + "/protocol-mappers/models"),
            Map.of(
                "name",
                "audience " + audience,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-audience-mapper",
                "config",
                Map.of("included.client.audience", audience, "access.token.claim", "true")));
  }

  private static void withdrawScope(TestRealm realm, String clientId) {
    String scopes =
        realm.path("/clients/" + realm.clientUuid(clientId) + "/optional-client-scopes");
    List<String> found = new ArrayList<>();
    for (var scope : realm.admin().get(scopes)) {
      if (scope.path("name").asText().equals("cognito")) {
        found.add(scope.path("id").asText());
      }
    }
    found.forEach(id -> realm.admin().delete(scopes + "/" + id));
  }
}
