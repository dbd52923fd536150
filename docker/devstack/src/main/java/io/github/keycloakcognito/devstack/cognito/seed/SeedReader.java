package io.github.keycloakcognito.devstack.cognito.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.Caller;
import io.github.keycloakcognito.devstack.cognito.iam.Role;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.token.OidcProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a seed file and refuses what cannot work, naming the place. */
public final class SeedReader {
  private static final String DEMO = "demo-seed.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern POOL_ID =
      Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern PROVIDER_NAME = Pattern.compile("[\\w._-]{1,128}");
  private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::\\d{12}:role/.+");
  private static final Pattern USER_ARN = Pattern.compile("arn:aws:iam::\\d{12}:user/.+");
  private static final Pattern ISSUER = Pattern.compile("https://[^?#\\s]+");
  private static final Pattern KEY_ID = Pattern.compile("AKIA[A-Z0-9]{12,124}");
  private static final int HOUR = 3600;

  private SeedReader() {}

  /** The demo data of the quick start. */
  public static Seed demo() {
    try (InputStream in = SeedReader.class.getResourceAsStream("/" + DEMO)) {
      return read(in.readAllBytes(), DEMO);
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
    root.only("account", "pools", "roles", "accessKeys", "oidcProviders", "assumptions");
    String account = root.field("account").text(ACCOUNT, "twelve digits");
    Seed seed =
        new Seed(
            account,
            root.items("pools").stream().map(node -> pool(node, account)).toList(),
            root.items("roles").stream().map(SeedReader::role).toList(),
            root.items("accessKeys").stream().map(SeedReader::accessKey).toList(),
            root.items("oidcProviders").stream().map(node -> provider(node, account)).toList(),
            root.optional("assumptions")
                .map(SeedReader::assumptions)
                .orElse(new Assumptions(Map.of())));
    unique(root, "pools", "id", seed.pools(), Pool::id);
    unique(root, "roles", "arn", seed.roles(), Role::arn);
    unique(root, "accessKeys", "id", seed.accessKeys(), AccessKey::id);
    unique(root, "oidcProviders", "issuer", seed.oidcProviders(), OidcProvider::issuer);
    return seed;
  }

  private static Pool pool(SeedNode node, String account) {
    node.only(
        "id",
        "name",
        "allowUnauthenticatedIdentities",
        "allowClassicFlow",
        "developerProviderName",
        "roles",
        "tags");
    SeedNode id = node.field("id");
    Map<String, String> roles =
        node.optional("roles")
            .map(r -> r.only("authenticated", "unauthenticated").texts())
            .orElse(Map.of());
    return new Pool(
        id.text(POOL_ID, "<region>:<uuid in lower case>"),
        account,
        node.field("name").text(),
        node.optional("allowUnauthenticatedIdentities").map(SeedNode::bool).orElse(false),
        node.optional("allowClassicFlow").map(SeedNode::bool),
        node.optional("developerProviderName")
            .map(n -> n.text(PROVIDER_NAME, "1 to 128 letters, digits, '.', '_' or '-'")),
        roles,
        node.optional("tags").map(SeedNode::texts).orElse(Map.of()));
  }

  private static Role role(SeedNode node) {
    node.only("arn", "id", "maxSessionDuration", "trustPolicy", "deniedOperations");
    return new Role(
        node.field("arn").text(ROLE_ARN, "arn:aws:iam::<account>:role/<name>"),
        node.field("id").text(),
        Duration.ofSeconds(
            node.optional("maxSessionDuration")
                .map(n -> n.number(HOUR, 12L * HOUR))
                .orElse((long) HOUR)),
        TrustPolicyReader.read(node.field("trustPolicy")),
        texts(node, "deniedOperations"));
  }

  private static AccessKey accessKey(SeedNode node) {
    node.only("id", "secret", "userArn", "userId", "deniedOperations");
    String arn = node.field("userArn").text(USER_ARN, "arn:aws:iam::<account>:user/<name>");
    return new AccessKey(
        node.field("id").text(KEY_ID, "AKIA and capital letters or digits"),
        node.field("secret").text(),
        Optional.empty(),
        Optional.empty(),
        new Caller(
            arn,
            node.field("userId").text(),
            arn.substring("arn:aws:iam::".length(), "arn:aws:iam::".length() + 12),
            texts(node, "deniedOperations")));
  }

  private static OidcProvider provider(SeedNode node, String account) {
    node.only("issuer", "clientIds");
    return OidcProvider.of(
        account,
        node.field("issuer").text(ISSUER, "an https URL without query or fragment"),
        texts(node, "clientIds"));
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

  private static Set<String> texts(SeedNode node, String name) {
    return node.items(name).stream().map(SeedNode::text).collect(Collectors.toSet());
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
