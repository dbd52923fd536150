package io.github.keycloakcognito.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.keycloakcognito.Fake;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.PrincipalTags;
import io.github.keycloakcognito.exchange.SignInRequirement;
import io.github.keycloakcognito.exchange.TagRule;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.exchange.WarmUp;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

class TagSourcesTest {

  private final Map<String, Fake.Answer> user = new HashMap<>();
  private final UPConfig profile = new UPConfig();

  @BeforeEach
  void profile() {
    profile.addOrReplaceAttribute(new UPAttribute("username"));
  }

  @Test
  void readNothingThatPoolDoesNotList() {
    assertThat(read()).isEqualTo(PrincipalTags.NONE);
  }

  @Test
  void readWhatPoolLists() {
    user.put("getUsername", arguments -> "alice");

    assertThat(read("username", "client", "realm").values())
        .containsOnly(entry("username", "alice"), entry("client", "app"), entry("realm", "demo"));
  }

  @Test
  void readEmailIfItIsTheUsers() {
    user.put("getEmail", arguments -> "alice@example.org");
    user.put("isEmailVerified", arguments -> true);
    assertThat(read("email").values()).containsOnly(entry("email", "alice@example.org"));

    user.put("isEmailVerified", arguments -> false);
    assertThat(read("email")).isEqualTo(PrincipalTags.NONE);
  }

  @Test
  void leaveOutUserWithoutEmail() {
    user.put("getEmail", arguments -> null);
    user.put("isEmailVerified", arguments -> true);

    assertThat(read("email")).isEqualTo(PrincipalTags.NONE);
  }

  @Test
  void readGroupsByPathInOrder() {
    GroupModel staff = group("staff", null, GroupModel.Type.REALM);
    user.put(
        "getGroupsStream",
        arguments ->
            Stream.of(
                group("ops", staff, GroupModel.Type.REALM),
                group("dev", null, GroupModel.Type.REALM),
                group("admins", null, GroupModel.Type.ORGANIZATION)));

    assertThat(read("groups").values()).containsOnly(entry("groups", ":/dev:/staff/ops:"));
  }

  @Test
  void leaveOutUserWithoutGroups() {
    user.put("getGroupsStream", arguments -> Stream.empty());

    assertThat(read("groups")).isEqualTo(PrincipalTags.NONE);
  }

  @Test
  void readAttributesAsTheyAreDeclared() {
    profile.addOrReplaceAttribute(new UPAttribute("team"));
    UPAttribute projects = new UPAttribute("projects");
    projects.setMultivalued(true);
    profile.addOrReplaceAttribute(projects);

    assertThat(attribute("team", "blue")).isEqualTo("blue");
    assertThat(attribute("projects", "blue")).isEqualTo(":blue:");
    assertThat(attribute("projects", "red", "blue")).isEqualTo(":blue:red:");
    assertThat(attribute("undeclared", "blue")).isEqualTo("blue");
    assertThat(attribute("undeclared", "red", "blue")).isEqualTo(":blue:red:");
  }

  @Test
  void leaveOutAbsentAttributes() {
    assertThat(attribute("team")).isNull();
    assertThat(attribute("team", (String) null)).isNull();
    assertThat(attribute("team", "")).isNull();
  }

  private String attribute(String name, String... values) {
    user.put(
        "getAttributeStream",
        arguments -> arguments[0].equals(name) ? Arrays.stream(values) : Stream.empty());
    return read("attribute." + name).values().get("attribute." + name);
  }

  private PrincipalTags read(String... sources) {
    UserProfileProvider profiles =
        Fake.of(UserProfileProvider.class, Map.of("getConfiguration", arguments -> profile));
    return TagSources.read(
        Fake.of(KeycloakSession.class, Map.of("getProvider", arguments -> profiles)),
        Fake.of(RealmModel.class, Map.of("getName", arguments -> "demo")),
        Fake.of(UserModel.class, user),
        "app",
        pool(sources));
  }

  private static IdentityPool pool(String... sources) {
    return new IdentityPool(
        "default",
        "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21",
        "login.keycloak.demo",
        Duration.ofMinutes(15),
        Set.of("app"),
        false,
        "cognito",
        true,
        SignInRequirement.NONE,
        Stream.of(sources).map(source -> new TagRule(source, source)).toList(),
        Map.of(),
        UserRemoval.DELETE_IDENTITY,
        WarmUp.OFF,
        IdentityPool.DEFAULT_ACCOUNT_CLIENT,
        null);
  }

  private static GroupModel group(String name, GroupModel parent, GroupModel.Type type) {
    Map<String, Fake.Answer> answers = new HashMap<>();
    answers.put("getName", arguments -> name);
    answers.put("getParent", arguments -> parent);
    answers.put("getType", arguments -> type);
    answers.put("getOrganization", arguments -> null);
    return Fake.of(GroupModel.class, answers);
  }
}
