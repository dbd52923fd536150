package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.fail;

import io.github.keycloakcognito.devstack.cognito.IdentityModel.Login;
import io.github.keycloakcognito.devstack.cognito.IdentityModel.Person;
import io.github.keycloakcognito.devstack.cognito.IdentityModel.Refusal;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;

/** Random operations on a running double and on {@link IdentityModel}, compared step by step. */
final class IdentityModelRun implements AutoCloseable {
  private static final int STEPS_OF_A_PHASE = 300;
  private static final int STEPS_BETWEEN_PICTURES = 250;
  private static final int LINES_OF_HISTORY = 40;
  private static final String PROVIDER = "login.test";
  private static final String NEW = "a new identity";
  private static final String UNKNOWN = "eu-west-1:00000000-0000-4000-8000-0000000000ff";

  /** A pool of the seed. Few users collide often; the second has more than fit one identity. */
  private record TestPool(String id, boolean guests, int users) {}

  private static final List<TestPool> POOLS =
      List.of(
          new TestPool("eu-west-1:00000000-0000-4000-8000-00000000000a", true, 5),
          new TestPool("eu-west-1:00000000-0000-4000-8000-00000000000b", false, 28),
          new TestPool("us-east-1:00000000-0000-4000-8000-00000000000c", true, 3));

  /**
   * A public provider whose logins come along with developer users'.
   *
   * @param token what stands in Logins for a user
   */
  private record PublicProvider(String name, Function<String, String> token) {}

  /** None yet. */
  private static final List<PublicProvider> PUBLIC_PROVIDERS = List.of();

  private static final Set<String> CHANGING =
      Set.of("guest", "token", "token for", "merge", "unlink", "delete");

  private record Step(int number, int pool, String text, Set<String> names) {}

  private final long seed;
  private final Random random;
  private final IdentityModel model = new IdentityModel();
  private final Set<String> everSeen = new LinkedHashSet<>();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<Step> history = new ArrayList<>();
  private final Map<String, Runnable> operations = new LinkedHashMap<>();
  private final LocalCognito running;
  private final CognitoIdentityClient client;

  private Set<String> names = new HashSet<>();
  private String operation = "";
  private int number;
  private int pool;

  /** Starts a double of its own. */
  IdentityModelRun(long seed) {
    this.seed = seed;
    random = new Random(seed);
    running =
        LocalCognito.start(LocalCognitoOptions.defaults().withSeed(pools()).withQuotas(false));
    client =
        CognitoIdentityClient.builder()
            .endpointOverride(running.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(Cognito.KEY))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    operations.put("guest", this::guest);
    operations.put("token", () -> token(Optional.empty()));
    operations.put("token for", () -> token(Optional.of(anyId())));
    operations.put("use token", this::useToken);
    operations.put("use guest", this::useGuest);
    operations.put("merge", this::merge);
    operations.put("unlink", this::unlink);
    operations.put("lookup", this::lookup);
    operations.put("describe", this::describe);
    operations.put("list", () -> list(random.nextBoolean(), 20 + random.nextInt(41)));
    operations.put("delete", this::delete);
  }

  private static Path pools() {
    try {
      return Path.of(IdentityModelRun.class.getResource("/model-seed.json").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    running.close();
  }

  /**
   * Plays a sequence.
   *
   * @return how often each outcome of each operation was met
   * @throws AssertionError at the first difference, with what led to it
   */
  Map<String, Integer> play(int steps) {
    List<String> phase = List.of();
    for (number = 1; number <= steps; number++) {
      if (number % STEPS_OF_A_PHASE == 1) {
        phase = phase();
      }
      begin(pick(List.of(0, 1, 1, 2)), pick(phase));
      operations.get(operation).run();
      if (number % STEPS_BETWEEN_PICTURES == 0 || number == steps) {
        comparePictures();
      }
    }
    return outcomes;
  }

  /**
   * Operations to draw from; some are rare or missing for a while, so that others pile up. In some
   * phases everything is merged and nothing taken away, until identities are full.
   */
  private List<String> phase() {
    boolean gathering = random.nextInt(3) == 0;
    List<String> phase = new ArrayList<>(List.of("token"));
    for (String name : operations.keySet()) {
      int weight =
          switch (gathering ? name : "") {
            case "token", "merge" -> 9;
            case "unlink", "delete" -> 0;
            default -> random.nextInt(gathering ? 2 : name.equals("delete") ? 4 : 8);
          };
      phase.addAll(Collections.nCopies(weight, name));
    }
    return phase;
  }

  private void begin(int ofPool, String name) {
    pool = ofPool;
    operation = name;
    names = new HashSet<>();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String poolId() {
    return POOLS.get(pool).id();
  }

  private String anyUser() {
    String user = "user" + random.nextInt(POOLS.get(pool).users());
    names.add(user);
    return user;
  }

  private static Login developer(String user) {
    return new Login(PROVIDER, user, false);
  }

  /** Mostly of the pool; sometimes another pool's, deleted, or unknown. */
  private String anyId() {
    List<String> here = model.in(pool).stream().map(person -> person.id).toList();
    String id =
        switch (random.nextInt(20)) {
          case 0 -> everSeen.isEmpty() ? UNKNOWN : pick(List.copyOf(everSeen));
          case 1 -> UNKNOWN;
          case 2, 3, 4, 5, 6, 7, 8, 9 ->
              model.owner(pool, developer(anyUser())).map(person -> person.id).orElse(UNKNOWN);
          default -> here.isEmpty() ? UNKNOWN : pick(here);
        };
    if (!id.equals(UNKNOWN)) {
      names.add(id);
    }
    return id;
  }

  private void guest() {
    compareIdentity(
        "",
        () -> {
          if (!POOLS.get(pool).guests()) {
            throw new Refusal("NotAuthorizedException");
          }
          return model.guest(pool);
        },
        () -> client.getId(r -> r.identityPoolId(poolId())).identityId());
  }

  private void token(Optional<String> id) {
    String user = anyUser();
    Set<Login> logins = new HashSet<>(Set.of(developer(user)));
    Map<String, String> credentials = new HashMap<>(Map.of(PROVIDER, user));
    for (PublicProvider provider : PUBLIC_PROVIDERS) {
      if (random.nextInt(4) == 0) {
        String account = anyUser();
        logins.add(new Login(provider.name(), account, true));
        credentials.put(provider.name(), provider.token().apply(account));
      }
    }
    compareIdentity(
        logins + " for " + id,
        () -> model.resolve(pool, id, logins),
        () -> {
          var response =
              client.getOpenIdTokenForDeveloperIdentity(
                  r -> r.identityPoolId(poolId()).identityId(id.orElse(null)).logins(credentials));
          tokens.put(response.identityId(), response.token());
          return response.identityId();
        });
  }

  private void useToken() {
    if (random.nextInt(20) == 0) {
      tokens.keySet().removeIf(id -> model.find(id).isEmpty());
    }
    if (!tokens.isEmpty()) {
      String id = pick(List.copyOf(tokens.keySet()));
      names.add(id);
      compareIdentity(
          id,
          () -> model.withToken(id),
          () ->
              client
                  .getCredentialsForIdentity(
                      r -> r.identityId(id).logins(Map.of(Cognito.COGNITO, tokens.get(id))))
                  .identityId());
    }
  }

  private void useGuest() {
    String id = anyId();
    compareIdentity(
        id,
        () -> model.asGuest(id),
        () ->
            number % 2 == 0
                ? client.getCredentialsForIdentity(r -> r.identityId(id)).identityId()
                : client.getOpenIdToken(r -> r.identityId(id)).identityId());
  }

  private void merge() {
    String source = anyUser();
    String destination = anyUser();
    compareIdentity(
        source + " into " + destination,
        () -> model.merge(pool, developer(source), developer(destination)),
        () ->
            client
                .mergeDeveloperIdentities(
                    r ->
                        r.identityPoolId(poolId())
                            .developerProviderName(PROVIDER)
                            .sourceUserIdentifier(source)
                            .destinationUserIdentifier(destination))
                .identityId());
  }

  private void unlink() {
    String user = anyUser();
    Optional<String> owner = model.owner(pool, developer(user)).map(person -> person.id);
    String id = random.nextInt(3) == 0 ? anyId() : owner.orElseGet(this::anyId);
    compareIdentity(
        user + " from " + id,
        () -> model.unlink(pool, id, developer(user)),
        () -> {
          client.unlinkDeveloperIdentity(
              r ->
                  r.identityPoolId(poolId())
                      .identityId(id)
                      .developerProviderName(PROVIDER)
                      .developerUserIdentifier(user));
          return id;
        });
  }

  private void lookup() {
    Optional<String> user = random.nextBoolean() ? Optional.of(anyUser()) : Optional.empty();
    Optional<String> id =
        user.isEmpty() || random.nextBoolean() ? Optional.of(anyId()) : Optional.empty();
    lookup(id, user, 3 + random.nextInt(18));
  }

  private void lookup(Optional<String> id, Optional<String> user, int size) {
    compare(
        "user " + user + ", identity " + id,
        () -> {
          Person person = model.lookup(pool, id, user.map(IdentityModelRun::developer));
          boolean both = id.isPresent() && user.isPresent();
          return person.id + (both ? Set.of(user.get()) : person.users(PROVIDER));
        },
        () -> lookupPages(id, user, size));
  }

  private String lookupPages(Optional<String> id, Optional<String> user, int size) {
    List<String> users = new ArrayList<>();
    String next = null;
    String found;
    do {
      String token = next;
      var page =
          client.lookupDeveloperIdentity(
              r ->
                  r.identityPoolId(poolId())
                      .identityId(id.orElse(null))
                      .developerUserIdentifier(user.orElse(null))
                      .maxResults(size)
                      .nextToken(token));
      found = page.identityId();
      users.addAll(page.developerUserIdentifierList());
      next = page.nextToken();
    } while (next != null);
    return found + users;
  }

  private void describe() {
    String id = anyId();
    compare(
        id,
        () -> line(model.existing(id)),
        () -> {
          var described = client.describeIdentity(r -> r.identityId(id));
          return described.identityId() + new TreeSet<>(described.logins());
        });
  }

  private static String line(Person person) {
    TreeSet<String> providers = new TreeSet<>();
    person.logins.forEach(login -> providers.add(login.provider()));
    return person.id + providers;
  }

  private void list(boolean hideDisabled, int size) {
    compare(
        hideDisabled ? "enabled ones" : "all",
        () ->
            model.in(pool).stream()
                .filter(person -> !(hideDisabled && person.disabled))
                .map(IdentityModelRun::line)
                .sorted()
                .toList()
                .toString(),
        () -> listPages(hideDisabled, size).toString());
  }

  private List<String> listPages(boolean hideDisabled, int size) {
    List<String> lines = new ArrayList<>();
    String next = null;
    do {
      String token = next;
      var page =
          client.listIdentities(
              r ->
                  r.identityPoolId(poolId())
                      .maxResults(size)
                      .hideDisabled(hideDisabled)
                      .nextToken(token));
      page.identities().forEach(i -> lines.add(i.identityId() + new TreeSet<>(i.logins())));
      next = page.nextToken();
    } while (next != null);
    return lines;
  }

  private void delete() {
    Set<String> ids = new LinkedHashSet<>();
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      ids.add(anyId());
    }
    compare(
        ids.toString(),
        () -> {
          model.delete(ids);
          return "[]";
        },
        () ->
            client
                .deleteIdentities(r -> r.identityIdsToDelete(ids))
                .unprocessedIdentityIds()
                .toString());
  }

  /** Who is linked to whom, and which identities there are, in all pools. */
  private void comparePictures() {
    for (int each = 0; each < POOLS.size(); each++) {
      begin(each, "picture");
      list(false, 60);
      list(true, 60);
      for (int user = 0; user < POOLS.get(each).users(); user++) {
        names = Set.of("user" + user);
        lookup(Optional.empty(), Optional.of("user" + user), 60);
      }
    }
  }

  private void compareIdentity(String what, Supplier<Person> expected, Supplier<String> actual) {
    Person[] person = new Person[1];
    compare(
        what,
        () -> {
          person[0] = expected.get();
          return person[0].id == null ? NEW : person[0].id;
        },
        () -> {
          String id = actual.get();
          names.add(id);
          if (!everSeen.add(id)) {
            return id;
          }
          if (person[0] != null) {
            person[0].id = id;
          }
          return NEW;
        });
  }

  private void compare(String what, Supplier<String> expected, Supplier<String> actual) {
    String should;
    try {
      should = expected.get();
    } catch (Refusal e) {
      should = e.getMessage();
    }
    String does;
    try {
      does = actual.get();
    } catch (CognitoIdentityException e) {
      does = e.awsErrorDetails().errorCode();
    }
    String outcome = does.endsWith("Exception") ? does : "done";
    outcomes.merge(operation + " " + outcome, 1, Integer::sum);
    if (CHANGING.contains(operation) && outcome.equals("done")) {
      history.add(new Step(number, pool, operation + " " + what + ": " + does, names));
    }
    if (!does.equals(should)) {
      fail(
          "seed %d, step %d, pool %d: %s %s%n  should: %s%n  does:   %s%nWhat led there:%n%s",
          seed, number, pool, operation, what, should, does, related());
    }
  }

  /** The last changes in the pool that have to do with what the last step was about. */
  private String related() {
    Set<String> interesting = new HashSet<>(names);
    List<String> lines = new ArrayList<>();
    for (int i = history.size() - 1; i >= 0 && lines.size() < LINES_OF_HISTORY; i--) {
      Step step = history.get(i);
      if (step.pool() == pool && step.names().stream().anyMatch(interesting::contains)) {
        interesting.addAll(step.names());
        lines.add(0, "  #" + step.number() + " " + step.text());
      }
    }
    return String.join(System.lineSeparator(), lines);
  }
}
