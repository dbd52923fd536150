package io.github.keycloakcognito.devstack.cognito.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.Role;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.token.LoginProvider;
import io.github.keycloakcognito.devstack.cognito.token.OidcProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a seed file and refuses what cannot work, naming the place. */
public final class SeedReader {
  private static final String DEMO = "demo-seed.json";
  private static final int DEMO_KEYCLOAK_PORT = 8080;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private SeedReader() {}

  /** The demo data of the quick start, whose Keycloak is on port 8080. */
  public static Seed demo() {
    return demo(DEMO_KEYCLOAK_PORT);
  }

  /** The demo data of a quick start with its Keycloak on another port. */
  public static Seed demo(int keycloakPort) {
    try (InputStream in = SeedReader.class.getResourceAsStream("/" + DEMO)) {
      String seed =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace("localhost:" + DEMO_KEYCLOAK_PORT, "localhost:" + keycloakPort);
      return read(seed.getBytes(StandardCharsets.UTF_8), DEMO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A seed file.
   *
   * @throws SeedException if it cannot be read, or says something that cannot work
   */
  public static Seed file(Path file) {
    try {
      return read(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new SeedException(file + ": cannot be read");
    }
  }

  private static Seed read(byte[] json, String name) throws IOException {
    try {
      return seed(new SeedNode(JSON.readTree(json), name, ""));
    } catch (JsonProcessingException e) {
      throw new SeedException(
          name + ": line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    }
  }

  private static Seed seed(SeedNode root) {
    root.only(
        "account",
        "pools",
        "roles",
        "accessKeys",
        "oidcProviders",
        "loginProviders",
        "assumptions");
    String account = root.field("account").text(ACCOUNT, "twelve digits");
    Seed seed =
        new Seed(
            account,
            root.items("pools").stream().map(node -> PoolReader.read(node, account)).toList(),
            root.items("roles").stream().map(SeedEntries::role).toList(),
            root.items("accessKeys").stream().map(SeedEntries::accessKey).toList(),
            root.items("oidcProviders").stream()
                .map(node -> SeedEntries.provider(node, account))
                .toList(),
            root.items("loginProviders").stream().map(LoginProviderEntries::provider).toList(),
            root.optional("assumptions")
                .map(SeedReader::assumptions)
                .orElse(new Assumptions(Map.of())));
    unique(root, "pools", "id", seed.pools(), Pool::id);
    unique(root, "roles", "arn", seed.roles(), Role::arn);
    unique(root, "accessKeys", "id", seed.accessKeys(), AccessKey::id);
    unique(root, "oidcProviders", "issuer", seed.oidcProviders(), OidcProvider::issuer);
    unique(root, "loginProviders", "name", seed.loginProviders(), LoginProvider::name);
    return seed;
  }

  private static Assumptions assumptions(SeedNode node) {
    Map<String, Assumption> known =
        List.of(Assumption.values()).stream()
            .collect(Collectors.toMap(Assumption::key, Function.identity()));
    node.only(known.keySet().toArray(String[]::new));
    Map<Assumption, String> decided = new EnumMap<>(Assumption.class);
    node.entries()
        .forEach(
            (key, value) -> {
              List<String> choices = known.get(key).choices();
              if (!choices.contains(value.text())) {
                throw value.bad("must be one of " + String.join(", ", choices));
              }
              decided.put(known.get(key), value.text());
            });
    return new Assumptions(decided);
  }

  private static <T> void unique(
      SeedNode root, String list, String member, List<T> values, Function<T, String> id) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (!seen.add(id.apply(values.get(i)))) {
        throw root.items(list).get(i).field(member).bad("is there twice");
      }
    }
  }
}
