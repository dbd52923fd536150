package io.github.keycloakcognito.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@DisplayName("Principal tags")
class PrincipalTagsIT {

  private static final String ROLES = "arn:aws:iam::123456789012:role/";

  private static TestRealm realm;
  private Stack stack;

  @BeforeEach
  void realm(Stack running) {
    stack = running;
    if (realm == null) {
      TestRealm made = TestRealm.in(running);
      declareAttributes(made);
      new Grants(made)
          .clientRole("app", "auditor", Map.of())
          .giveByGroup("alice", "app", "auditor")
          .role("data-reader", Map.of("arn", ROLES + "DataReader"))
          .role("no-tags", Map.of("arn", ROLES + "NoTags"))
          .give("alice", "data-reader", "no-tags")
          .give("bob", "no-tags");
      realm = made;
    }
    attributes("alice", Map.of("team", List.of("blue"), "projects", List.of("x", "y")));
  }

  @Test
  @DisplayName("are none until a pool lists them")
  void offByDefault() {
    list("");

    assertThat(tags(token("alice"))).isEmpty();
  }

  @Test
  @DisplayName("arrive in the Cognito token: those that the pool lists and the user has")
  void arrive() {
    list(
        "user=username",
        "mail=email",
        "app=client",
        "realm=realm",
        "groups=groups",
        "team=attribute.team",
        "projects=attribute.projects",
        "none=attribute.none");

    assertThat(tags(token("alice")))
        .containsOnly(
            entry("user", "alice"),
            entry("mail", "alice@example.org"),
            entry("app", "app"),
            entry("realm", realm.name()),
            entry("groups", ":/of-auditor/below:"),
            entry("team", "blue"),
            entry("projects", ":x:y:"));
    assertThat(tags(token("bob"))).containsOnlyKeys("user", "mail", "app", "realm");
  }

  @Test
  @DisplayName("go with credentials too, by either flow")
  void credentials() {
    list("team=attribute.team");

    assertThat(CallerIdentity.arn(stack, credentials("alice", Map.of())))
        .contains("assumed-role/KeycloakCognitoAuthenticated/");
    assertThat(CallerIdentity.arn(stack, credentials("alice", Map.of("role", "data-reader"))))
        .endsWith("assumed-role/DataReader/alice");
  }

  @Test
  @DisplayName("that change make another token, those that stay do not")
  void change() {
    list("team=attribute.team");
    String blue = token("alice");
    assertThat(token("alice")).isEqualTo(blue);

    attributes("alice", Map.of("team", List.of("red")));

    assertThat(tags(token("alice"))).containsOnly(entry("team", "red"));
  }

  @Test
  @DisplayName("lose the characters that STS does not take, but no part of a value")
  void characters() {
    attributes("alice", Map.of("team", List.of("R&D *")));
    list("team=attribute.team");

    assertThat(tags(token("alice"))).containsOnly(entry("team", "R_D _"));
  }

  @Test
  @DisplayName("that do not fit are left out; log and event say so, but not what they were")
  void overBudget() {
    String secret = "s3cr3t".repeat(50);
    attributes("alice", Map.of("team", List.of("blue"), "vita", List.of(secret)));
    list("vita=attribute.vita", "team=attribute.team");

    assertThat(tags(token("alice"))).containsOnly(entry("team", "blue"));

    assertThat(realm.events("TOKEN_EXCHANGE").get(0))
        .containsEntry("principal_tags_cut", "vita: left out, longer than 256 characters");
    String log =
        stack.log("Realm " + realm.name() + ", pool default, user " + realm.userId("alice"));
    assertThat(log)
        .contains("principal tags do not fit: vita: left out, longer than 256 characters. Remedy: ")
        .doesNotContain("s3cr3ts3cr3t");
    assertThat(realm.events("TOKEN_EXCHANGE").toString()).doesNotContain("s3cr3ts3cr3t");
  }

  @Test
  @DisplayName("are refused by a role that does not allow them; the log names the remedy")
  void tagSession() {
    list("");
    assertThat(credentials("bob", Map.of("role", "no-tags")).status()).isEqualTo(200);
    list("user=username");

    Answer answer = credentials("bob", Map.of("role", "no-tags"));

    new Refusal(502, "aws_denied", null, false).check(answer, realm.name());
    assertThat(stack.log("with principal tags sts:TagSession too")).isNotEmpty();
  }

  private static void list(String... tags) {
    realm.changePool(Map.of("principalTags", List.of(tags)));
  }

  private static void attributes(String username, Map<String, List<String>> attributes) {
    Map<String, Object> user = new HashMap<>(TestRealm.user(username));
    user.put("attributes", attributes);
    realm.admin().put(realm.path("/users/" + realm.userId(username)), user);
  }

  /** Declares projects as multivalued, and lets admins set any other attribute. */
  private static void declareAttributes(TestRealm made) {
    ObjectNode profile = (ObjectNode) made.admin().get(made.path("/users/profile"));
    profile.put("unmanagedAttributePolicy", "ADMIN_EDIT");
    ObjectNode projects = profile.withArray("attributes").addObject();
    projects.put("name", "projects").put("multivalued", true);
    projects.putObject("permissions").putArray("edit").add("admin");
    projects.withObject("/permissions").putArray("view").add("admin");
    Answer answer = made.admin().call("PUT", made.path("/users/profile"), profile);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static String token(String username) {
    Answer answer = realm.exchange(realm.accessToken(username, "app"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.text("Token");
  }

  private static Answer credentials(String username, Map<String, String> parameters) {
    return realm
        .http()
        .send(
            Http.form(realm.door("/credentials"), parameters)
                .header("Authorization", "Bearer " + realm.accessToken(username, "app")));
  }

  private static Map<String, String> tags(String token) {
    Map<String, String> tags = new HashMap<>();
    try {
      Map<String, Object> claim =
          SignedJWT.parse(token)
              .getJWTClaimsSet()
              .getJSONObjectClaim("https://aws.amazon.com/tags");
      if (claim != null) {
        ((Map<?, ?>) claim.get("principal_tags"))
            .forEach((tag, values) -> tags.put((String) tag, (String) ((List<?>) values).get(0)));
      }
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
    return tags;
  }
}
