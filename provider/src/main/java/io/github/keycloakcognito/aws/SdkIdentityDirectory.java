package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.aws.AwsFailures.About;
import io.github.keycloakcognito.exchange.Deadline;
import io.github.keycloakcognito.exchange.DeveloperUsers;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityDescription;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.IdentityPage;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Login;
import io.github.keycloakcognito.exchange.Meters;
import io.github.keycloakcognito.exchange.PoolDescription;
import io.github.keycloakcognito.exchange.PoolRoles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdentityPoolRolesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentitiesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.LookupDeveloperIdentityResponse;

/** {@link IdentityDirectory} by the AWS SDK. */
final class SdkIdentityDirectory implements IdentityDirectory {

  /** Cognito's limit for a page. */
  private static final int PAGE = 60;

  private static final int MOST_PAGES = 5;

  private final Function<IdentityPool, CognitoIdentityClient> clients;
  private final AwsCalls calls;

  /**
   * @param clients signs for a pool
   */
  SdkIdentityDirectory(Function<IdentityPool, CognitoIdentityClient> clients, Meters meters) {
    this.clients = clients;
    this.calls = new AwsCalls(meters);
  }

  @Override
  public Optional<String> identityOf(IdentityPool pool, String user, Duration timeout) {
    return found(
            () ->
                calls.call(
                    "LookupDeveloperIdentity",
                    About.USER,
                    () ->
                        client(pool)
                            .lookupDeveloperIdentity(
                                r ->
                                    r.identityPoolId(pool.identityPoolId())
                                        .developerUserIdentifier(user)
                                        .maxResults(1)
                                        .overrideConfiguration(AwsCalls.within(timeout)))))
        .map(LookupDeveloperIdentityResponse::identityId);
  }

  @Override
  public DeveloperUsers usersOf(IdentityPool pool, String identityId, Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    List<String> users = new ArrayList<>();
    String next = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      String from = next;
      Optional<LookupDeveloperIdentityResponse> answer =
          found(() -> page(pool, identityId, from, deadline.remaining()));
      answer.ifPresent(a -> users.addAll(a.developerUserIdentifierList()));
      next = answer.map(LookupDeveloperIdentityResponse::nextToken).orElse(null);
      if (next == null) {
        break;
      }
    }
    return new DeveloperUsers(users, next != null);
  }

  private LookupDeveloperIdentityResponse page(
      IdentityPool pool, String identityId, String from, Duration timeout) {
    return calls.call(
        "LookupDeveloperIdentity",
        About.USER,
        () ->
            client(pool)
                .lookupDeveloperIdentity(
                    r ->
                        r.identityPoolId(pool.identityPoolId())
                            .identityId(identityId)
                            .maxResults(PAGE)
                            .nextToken(from)
                            .overrideConfiguration(AwsCalls.within(timeout))));
  }

  @Override
  public Optional<IdentityDescription> describe(
      IdentityPool pool, String identityId, Duration timeout) {
    return found(
            () ->
                calls.call(
                    "DescribeIdentity",
                    About.USER,
                    () ->
                        client(pool)
                            .describeIdentity(
                                r ->
                                    r.identityId(identityId)
                                        .overrideConfiguration(AwsCalls.within(timeout)))))
        .map(SdkIdentityDirectory::describe);
  }

  private static IdentityDescription describe(DescribeIdentityResponse answer) {
    if (answer.identityId() == null) {
      throw AwsFailures.unreadable("an identity without IdentityId");
    }
    return new IdentityDescription(
        answer.identityId(), answer.logins(), answer.creationDate(), answer.lastModifiedDate());
  }

  @Override
  public IdentityPage list(IdentityPool pool, String nextToken, Duration timeout) {
    return calls.call(
        "ListIdentities",
        About.POOL,
        () -> {
          ListIdentitiesResponse answer =
              client(pool)
                  .listIdentities(
                      r ->
                          r.identityPoolId(pool.identityPoolId())
                              .maxResults(PAGE)
                              .hideDisabled(true)
                              .nextToken(nextToken)
                              .overrideConfiguration(AwsCalls.within(timeout)));
          return new IdentityPage(
              answer.identities().stream().map(SdkIdentityDirectory::describe).toList(),
              answer.nextToken());
        });
  }

  private static IdentityDescription describe(
      software.amazon.awssdk.services.cognitoidentity.model.IdentityDescription listed) {
    return new IdentityDescription(
        listed.identityId(), listed.logins(), listed.creationDate(), listed.lastModifiedDate());
  }

  @Override
  public String merge(IdentityPool pool, String source, String destination, Duration timeout) {
    String merged =
        calls.call(
            "MergeDeveloperIdentities",
            About.USER,
            () ->
                client(pool)
                    .mergeDeveloperIdentities(
                        r ->
                            r.identityPoolId(pool.identityPoolId())
                                .developerProviderName(pool.developerProviderName())
                                .sourceUserIdentifier(source)
                                .destinationUserIdentifier(destination)
                                .overrideConfiguration(AwsCalls.within(timeout)))
                    .identityId());
    if (merged == null) {
      throw AwsFailures.unreadable("a merge without IdentityId");
    }
    return merged;
  }

  @Override
  public void unlinkUser(IdentityPool pool, String identityId, String user, Duration timeout) {
    calls.call(
        "UnlinkDeveloperIdentity",
        About.USER,
        () ->
            client(pool)
                .unlinkDeveloperIdentity(
                    r ->
                        r.identityPoolId(pool.identityPoolId())
                            .identityId(identityId)
                            .developerProviderName(pool.developerProviderName())
                            .developerUserIdentifier(user)
                            .overrideConfiguration(AwsCalls.within(timeout))));
  }

  @Override
  public String identityOfLogin(IdentityPool pool, Login login, Duration timeout) {
    return calls.call(
        "GetId",
        About.LOGIN,
        () ->
            client(pool)
                .getId(
                    r ->
                        r.identityPoolId(pool.identityPoolId())
                            .logins(Map.of(login.provider(), login.token()))
                            .overrideConfiguration(AwsCalls.within(timeout)))
                .identityId());
  }

  @Override
  public void unlinkLogin(
      IdentityPool pool, String identityId, String provider, String token, Duration timeout) {
    calls.call(
        "UnlinkIdentity",
        About.LOGIN,
        () ->
            client(pool)
                .unlinkIdentity(
                    r ->
                        r.identityId(identityId)
                            .logins(Map.of(provider, token))
                            .loginsToRemove(provider)
                            .overrideConfiguration(AwsCalls.within(timeout))));
  }

  @Override
  public Map<String, String> delete(IdentityPool pool, List<String> identityIds, Duration timeout) {
    return calls.call(
        "DeleteIdentities",
        About.POOL,
        () -> {
          Map<String, String> unprocessed = new LinkedHashMap<>();
          client(pool)
              .deleteIdentities(
                  r ->
                      r.identityIdsToDelete(identityIds)
                          .overrideConfiguration(AwsCalls.within(timeout)))
              .unprocessedIdentityIds()
              .forEach(left -> unprocessed.put(left.identityId(), left.errorCodeAsString()));
          return unprocessed;
        });
  }

  @Override
  public PoolDescription describePool(IdentityPool pool, Duration timeout) {
    return calls.call(
        "DescribeIdentityPool",
        About.POOL,
        () ->
            PoolDescriptions.of(
                client(pool)
                    .describeIdentityPool(
                        r ->
                            r.identityPoolId(pool.identityPoolId())
                                .overrideConfiguration(AwsCalls.within(timeout)))));
  }

  @Override
  public PoolRoles roles(IdentityPool pool, Duration timeout) {
    GetIdentityPoolRolesResponse answer =
        calls.call(
            "GetIdentityPoolRoles",
            About.POOL,
            () ->
                client(pool)
                    .getIdentityPoolRoles(
                        r ->
                            r.identityPoolId(pool.identityPoolId())
                                .overrideConfiguration(AwsCalls.within(timeout))));
    return new PoolRoles(
        answer.roles().get("authenticated"),
        answer.roles().get("unauthenticated"),
        !answer.roleMappings().isEmpty());
  }

  private static <T> Optional<T> found(Supplier<T> lookup) {
    try {
      return Optional.of(lookup.get());
    } catch (ExchangeException e) {
      if (e.failure().kind() == Failure.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private CognitoIdentityClient client(IdentityPool pool) {
    return clients.apply(pool);
  }
}
