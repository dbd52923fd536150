package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.COGNITO;
import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.PROVIDER;
import static io.github.keycloakcognito.devstack.cognito.Cognito.STRICT_POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.UNKNOWN_IDENTITY;
import static io.github.keycloakcognito.devstack.cognito.Cognito.UNKNOWN_POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

/** Merging, unlinking, listing, looking up and deleting, as the SDK sees it. */
class IdentityLifeCycleTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static CognitoIdentityClient client() {
    return SERVER.client();
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(
      Class<? extends CognitoIdentityException> type, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            type,
            e -> assertThat(e.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(400));
  }

  private static String merge(String source, String destination) {
    return client()
        .mergeDeveloperIdentities(
            r ->
                r.identityPoolId(POOL)
                    .developerProviderName(PROVIDER)
                    .sourceUserIdentifier(source)
                    .destinationUserIdentifier(destination))
        .identityId();
  }

  private static void unlink(String identityId, String user) {
    client()
        .unlinkDeveloperIdentity(
            r ->
                r.identityPoolId(POOL)
                    .identityId(identityId)
                    .developerProviderName(PROVIDER)
                    .developerUserIdentifier(user));
  }

  private static List<String> users(String identityId) {
    return client()
        .lookupDeveloperIdentity(r -> r.identityPoolId(POOL).identityId(identityId))
        .developerUserIdentifierList();
  }

  private static String id(String user) {
    return SERVER.token(user).identityId();
  }

  private static void assertForbidden(String identityId, String token) {
    String message = "Access to Identity '" + identityId + "' is forbidden.";
    assertRefused(
            NotAuthorizedException.class,
            () -> client().getCredentialsForIdentity(r -> r.identityId(identityId)))
        .hasMessageContaining(message);
    assertRefused(
            NotAuthorizedException.class,
            () ->
                client()
                    .getCredentialsForIdentity(
                        r -> r.identityId(identityId).logins(Map.of(COGNITO, token))))
        .hasMessageContaining(message);
    assertRefused(
            NotAuthorizedException.class,
            () -> client().getOpenIdToken(r -> r.identityId(identityId)))
        .hasMessageContaining(message);
    assertRefused(
            NotAuthorizedException.class,
            () -> SERVER.token(newUser(), r -> r.identityId(identityId)))
        .hasMessageContaining(message);
  }

  // Merging.

  @Test
  void mergingMovesTheSourceAndDisablesItsIdentity() {
    String source = newUser();
    String destination = newUser();
    var sourceToken = SERVER.token(source);
    String merged = sourceToken.identityId();
    String kept = id(destination);
    assertThat(merge(source, destination)).isEqualTo(kept);
    assertThat(id(source)).isEqualTo(kept);
    assertThat(id(destination)).isEqualTo(kept);
    assertThat(users(kept)).containsExactlyInAnyOrder(source, destination);
    assertThat(users(merged)).isEmpty();
    assertForbidden(merged, sourceToken.token());
    var described = client().describeIdentity(r -> r.identityId(merged));
    assertThat(described.identityId()).isEqualTo(merged);
    assertThat(described.logins()).isEmpty();
    assertThat(described.lastModifiedDate()).isAfterOrEqualTo(described.creationDate());
    assertThat(client().describeIdentity(r -> r.identityId(kept)).logins())
        .containsExactly(PROVIDER);
  }

  @Test
  void mergingGoesOnAlongAChain() {
    List<String> users = Stream.generate(Cognito::newUser).limit(4).toList();
    List<String> ids = users.stream().map(IdentityLifeCycleTest::id).toList();
    assertThat(merge(users.get(0), users.get(1))).isEqualTo(ids.get(1));
    assertThat(merge(users.get(1), users.get(2))).isEqualTo(ids.get(2));
    assertThat(merge(users.get(3), users.get(0))).isEqualTo(ids.get(2));
    assertThat(users(ids.get(2))).containsExactlyInAnyOrderElementsOf(users);
    assertThat(users).allSatisfy(user -> assertThat(id(user)).isEqualTo(ids.get(2)));
  }

  @Test
  void mergingOneUserChangesNothing() {
    String user = newUser();
    String id = id(user);
    assertThat(merge(user, user)).isEqualTo(id);
    assertThat(users(id)).containsExactly(user);
  }

  @Test
  void mergingNeedsTwoKnownUsers() {
    String user = newUser();
    String id = id(user);
    assertRefused(ResourceNotFoundException.class, () -> merge(user, newUser()));
    assertRefused(ResourceNotFoundException.class, () -> merge(newUser(), user));
    assertThat(id(user)).isEqualTo(id);
  }

  @Test
  void mergingStaysInItsPoolAndWithItsProvider() {
    String one = newUser();
    String two = newUser();
    id(one);
    id(two);
    assertRefused(
            InvalidParameterException.class,
            () ->
                client()
                    .mergeDeveloperIdentities(
                        r ->
                            r.identityPoolId(POOL)
                                .developerProviderName("login.other")
                                .sourceUserIdentifier(one)
                                .destinationUserIdentifier(two)))
        .hasMessageContaining(
            "This identity pool does not support the specified developer provider");
    assertRefused(
        ResourceNotFoundException.class,
        () ->
            client()
                .mergeDeveloperIdentities(
                    r ->
                        r.identityPoolId(STRICT_POOL)
                            .developerProviderName("login.strict")
                            .sourceUserIdentifier(one)
                            .destinationUserIdentifier(two)));
    assertRefused(
            ResourceNotFoundException.class,
            () ->
                client()
                    .mergeDeveloperIdentities(
                        r ->
                            r.identityPoolId(UNKNOWN_POOL)
                                .developerProviderName(PROVIDER)
                                .sourceUserIdentifier(one)
                                .destinationUserIdentifier(two)))
        .hasMessageContaining("IdentityPool '" + UNKNOWN_POOL + "' not found.");
    assertThat(id(one)).isNotEqualTo(id(two));
  }

  @Test
  void mergingEndsAtTwentyLogins() {
    List<String> users = Stream.generate(Cognito::newUser).limit(21).toList();
    users.forEach(IdentityLifeCycleTest::id);
    users.subList(1, 20).forEach(user -> merge(user, users.get(0)));
    String full = id(users.get(0));
    String late = id(users.get(20));
    assertRefused(InvalidParameterException.class, () -> merge(users.get(20), users.get(3)))
        .hasMessageContaining("20");
    assertRefused(InvalidParameterException.class, () -> merge(users.get(3), users.get(20)));
    assertThat(users(full)).hasSize(20);
    assertThat(id(users.get(20))).isEqualTo(late);
    unlink(full, users.get(5));
    assertThat(merge(users.get(20), users.get(3))).isEqualTo(full);
  }

  // Unlinking.

  @Test
  void anUnlinkedUserIsANewIdentityNextTime() {
    String one = newUser();
    String two = newUser();
    id(one);
    String kept = id(two);
    merge(one, two);
    unlink(kept, one);
    assertThat(users(kept)).containsExactly(two);
    assertThat(id(two)).isEqualTo(kept);
    assertRefused(
        ResourceNotFoundException.class,
        () ->
            client()
                .lookupDeveloperIdentity(r -> r.identityPoolId(POOL).developerUserIdentifier(one)));
    assertThat(id(one)).isNotEqualTo(kept);
  }

  @Test
  void unlinkingTheLastLoginMakesTheIdentityInaccessible() {
    String user = newUser();
    var token = SERVER.token(user);
    String lost = token.identityId();
    unlink(lost, user);
    assertForbidden(lost, token.token());
    assertThat(client().describeIdentity(r -> r.identityId(lost)).logins()).isEmpty();
    assertThat(users(lost)).isEmpty();
    assertThat(id(user)).isNotEqualTo(lost);
    assertRefused(ResourceConflictException.class, () -> unlink(lost, user));
  }

  @Test
  void unlinksOnlyWhatIsLinked() {
    String user = newUser();
    String id = id(user);
    String stranger = newUser();
    id(stranger);
    assertRefused(ResourceConflictException.class, () -> unlink(id, stranger));
    assertRefused(ResourceNotFoundException.class, () -> unlink(id, newUser()));
    assertRefused(ResourceNotFoundException.class, () -> unlink(UNKNOWN_IDENTITY, user))
        .hasMessageContaining("Identity '" + UNKNOWN_IDENTITY + "' not found.");
    assertRefused(ResourceNotFoundException.class, () -> unlink(SERVER.guest(), newUser()));
    assertRefused(
            InvalidParameterException.class,
            () ->
                client()
                    .unlinkDeveloperIdentity(
                        r ->
                            r.identityPoolId(POOL)
                                .identityId(id)
                                .developerProviderName("login.other")
                                .developerUserIdentifier(user)))
        .hasMessageContaining(
            "This identity pool does not support the specified developer provider");
    assertRefused(
            ResourceNotFoundException.class,
            () ->
                client()
                    .unlinkDeveloperIdentity(
                        r ->
                            r.identityPoolId(STRICT_POOL)
                                .identityId(id)
                                .developerProviderName("login.strict")
                                .developerUserIdentifier(user)))
        .hasMessageContaining("Identity '" + id + "' not found.");
    assertRefused(
        ResourceNotFoundException.class,
        () ->
            client()
                .unlinkDeveloperIdentity(
                    r ->
                        r.identityPoolId(UNKNOWN_POOL)
                            .identityId(id)
                            .developerProviderName(PROVIDER)
                            .developerUserIdentifier(user)));
    assertThat(users(id)).containsExactly(user);
  }

  // Looking up.

  @Test
  void looksUpPageByPageWhileUsersComeAndGo() {
    String owner = newUser();
    String id = id(owner);
    for (int i = 1; i <= 9; i += 2) {
      id(owner + i);
      merge(owner + i, owner);
    }
    List<String> seen = new ArrayList<>();
    var page =
        client().lookupDeveloperIdentity(r -> r.identityPoolId(POOL).identityId(id).maxResults(2));
    seen.addAll(page.developerUserIdentifierList());
    assertThat(seen).containsExactly(owner, owner + 1);
    unlink(id, owner + 1);
    id(owner + 4);
    merge(owner + 4, owner);
    while (page.nextToken() != null) {
      String next = page.nextToken();
      page =
          client()
              .lookupDeveloperIdentity(
                  r -> r.identityPoolId(POOL).identityId(id).maxResults(2).nextToken(next));
      assertThat(page.identityId()).isEqualTo(id);
      seen.addAll(page.developerUserIdentifierList());
    }
    assertThat(seen)
        .containsExactly(owner, owner + 1, owner + 3, owner + 4, owner + 5, owner + 7, owner + 9);
  }

  @Test
  void lookupWithBothAnswersTheRequest() {
    String one = newUser();
    String two = newUser();
    id(one);
    String id = id(two);
    merge(one, two);
    var both =
        client()
            .lookupDeveloperIdentity(
                r -> r.identityPoolId(POOL).identityId(id).developerUserIdentifier(one));
    assertThat(both.identityId()).isEqualTo(id);
    assertThat(both.developerUserIdentifierList()).containsExactly(one);
    assertRefused(
        ResourceConflictException.class,
        () ->
            client()
                .lookupDeveloperIdentity(
                    r -> r.identityPoolId(POOL).identityId(id).developerUserIdentifier(newUser())));
    assertRefused(
        ResourceNotFoundException.class,
        () ->
            client()
                .lookupDeveloperIdentity(
                    r ->
                        r.identityPoolId(POOL)
                            .identityId(UNKNOWN_IDENTITY)
                            .developerUserIdentifier(one)));
  }

  @Test
  void aPoolWithoutDeveloperProviderHasNoUsers() {
    String guest = client().getId(r -> r.identityPoolId(Cognito.BARE_POOL)).identityId();
    assertThat(
            client()
                .lookupDeveloperIdentity(r -> r.identityPoolId(Cognito.BARE_POOL).identityId(guest))
                .developerUserIdentifierList())
        .isEmpty();
    assertRefused(
        ResourceNotFoundException.class,
        () ->
            client()
                .lookupDeveloperIdentity(
                    r -> r.identityPoolId(Cognito.BARE_POOL).developerUserIdentifier("u")));
  }

  // Listing.

  @Test
  void listsEveryIdentityWithItsProviders() {
    String one = newUser();
    String two = newUser();
    String merged = id(one);
    String kept = id(two);
    merge(one, two);
    String guest = SERVER.guest();
    var all = list(false, 60);
    assertThat(all).containsKeys(merged, kept, guest);
    assertThat(all.get(kept)).containsExactly(PROVIDER);
    assertThat(all.get(merged)).isEmpty();
    assertThat(all.get(guest)).isEmpty();
    assertThat(list(true, 2)).containsKeys(kept, guest).doesNotContainKey(merged);
    assertThat(list(false, 1)).isEqualTo(all);
    var page = client().listIdentities(r -> r.identityPoolId(POOL).maxResults(1));
    assertThat(page.identityPoolId()).isEqualTo(POOL);
    assertThat(page.identities()).hasSize(1);
    assertThat(page.identities().get(0).creationDate()).isNotNull();
    assertThat(page.identities().get(0).lastModifiedDate()).isNotNull();
  }

  private static Map<String, List<String>> list(boolean hideDisabled, int size) {
    Map<String, List<String>> all = new TreeMap<>();
    String next = null;
    do {
      String token = next;
      var page =
          client()
              .listIdentities(
                  r ->
                      r.identityPoolId(POOL)
                          .maxResults(size)
                          .hideDisabled(hideDisabled)
                          .nextToken(token));
      assertThat(page.identities()).hasSizeLessThanOrEqualTo(size);
      page.identities().forEach(i -> assertThat(all.put(i.identityId(), i.logins())).isNull());
      next = page.nextToken();
    } while (next != null);
    return all;
  }

  @Test
  void pagesSurviveWhatComesAndGoes() {
    List<String> before =
        IntStream.range(0, 8)
            .mapToObj(i -> client().getId(r -> r.identityPoolId(Cognito.BARE_POOL)).identityId())
            .sorted()
            .toList();
    var page = client().listIdentities(r -> r.identityPoolId(Cognito.BARE_POOL).maxResults(3));
    List<String> seen = new ArrayList<>();
    page.identities().forEach(i -> seen.add(i.identityId()));
    String last = seen.get(seen.size() - 1);
    String gone = before.stream().filter(id -> id.compareTo(last) > 0).findFirst().orElseThrow();
    client().deleteIdentities(r -> r.identityIdsToDelete(last, gone));
    String come = client().getId(r -> r.identityPoolId(Cognito.BARE_POOL)).identityId();
    while (page.nextToken() != null) {
      String token = page.nextToken();
      page =
          client()
              .listIdentities(
                  r -> r.identityPoolId(Cognito.BARE_POOL).maxResults(3).nextToken(token));
      page.identities().forEach(i -> seen.add(i.identityId()));
    }
    assertThat(seen).isSorted().doesNotHaveDuplicates().doesNotContain(gone);
    assertThat(seen).containsAll(before.stream().filter(id -> !id.equals(gone)).toList());
    if (come.compareTo(last) > 0) {
      assertThat(seen).contains(come);
    }
  }

  @Test
  void listingRefusesWhatMakesNoSense() {
    assertRefused(
            ResourceNotFoundException.class,
            () -> client().listIdentities(r -> r.identityPoolId(UNKNOWN_POOL).maxResults(1)))
        .hasMessageContaining("IdentityPool '" + UNKNOWN_POOL + "' not found.");
    assertRefused(
        InvalidParameterException.class,
        () -> client().listIdentities(r -> r.identityPoolId(POOL).maxResults(1).nextToken("%")));
    assertRefused(
            CognitoIdentityException.class,
            () -> client().listIdentities(r -> r.identityPoolId(POOL).maxResults(0)))
        .hasMessageContaining("at 'maxResults' failed to satisfy constraint");
    assertRefused(
            CognitoIdentityException.class,
            () -> client().listIdentities(r -> r.identityPoolId(POOL)))
        .hasMessageContaining(
            "Value null at 'maxResults' failed to satisfy constraint: Member must not be null");
  }

  // Deleting.

  @Test
  void aDeletedIdentityIsGoneAndItsUserGetsANewOne() {
    String user = newUser();
    var token = SERVER.token(user);
    String id = token.identityId();
    String guest = SERVER.guest();
    assertThat(
            client()
                .deleteIdentities(r -> r.identityIdsToDelete(id, guest, id, UNKNOWN_IDENTITY))
                .unprocessedIdentityIds())
        .isEmpty();
    for (String gone : List.of(id, guest)) {
      String message = "Identity '" + gone + "' not found.";
      assertRefused(
              ResourceNotFoundException.class,
              () -> client().describeIdentity(r -> r.identityId(gone)))
          .hasMessageContaining(message);
      assertRefused(
              ResourceNotFoundException.class,
              () ->
                  client()
                      .getCredentialsForIdentity(
                          r -> r.identityId(gone).logins(Map.of(COGNITO, token.token()))))
          .hasMessageContaining(message);
      assertRefused(
              ResourceNotFoundException.class, () -> SERVER.token(user, r -> r.identityId(gone)))
          .hasMessageContaining(message);
      assertThat(list(false, 60)).doesNotContainKey(gone);
    }
    assertRefused(
        ResourceNotFoundException.class,
        () ->
            client()
                .lookupDeveloperIdentity(
                    r -> r.identityPoolId(POOL).developerUserIdentifier(user)));
    assertThat(id(user)).isNotEqualTo(id);
  }

  @Test
  void deletesSixtyAtATime() {
    List<String> ids = Stream.generate(SERVER::guest).limit(60).toList();
    List<String> more = new ArrayList<>(ids);
    more.add(UNKNOWN_IDENTITY);
    assertRefused(
            CognitoIdentityException.class,
            () -> client().deleteIdentities(r -> r.identityIdsToDelete(more)))
        .hasMessageContaining("Member must have length less than or equal to 60");
    assertRefused(
            CognitoIdentityException.class,
            () -> client().deleteIdentities(r -> r.identityIdsToDelete(List.of())))
        .hasMessageContaining("Member must have length greater than or equal to 1");
    assertRefused(
            CognitoIdentityException.class,
            () -> client().deleteIdentities(r -> r.identityIdsToDelete(ids.get(0), "x")))
        .hasMessageContaining("at 'identityIdsToDelete' failed to satisfy constraint");
    assertThat(list(false, 60)).containsKeys(ids.toArray(String[]::new));
    client().deleteIdentities(r -> r.identityIdsToDelete(ids));
    assertThat(list(false, 60)).doesNotContainKeys(ids.toArray(String[]::new));
  }

  @Test
  void nothingOfThisWorksUnsigned() {
    try (CognitoIdentityClient anonymous = SERVER.anonymousClient()) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> anonymous.deleteIdentities(r -> r.identityIdsToDelete(UNKNOWN_IDENTITY)),
              () -> anonymous.listIdentities(r -> r.identityPoolId(POOL).maxResults(1)),
              () ->
                  anonymous.mergeDeveloperIdentities(
                      r ->
                          r.identityPoolId(POOL)
                              .developerProviderName(PROVIDER)
                              .sourceUserIdentifier("a")
                              .destinationUserIdentifier("b")),
              () ->
                  anonymous.unlinkDeveloperIdentity(
                      r ->
                          r.identityPoolId(POOL)
                              .identityId(UNKNOWN_IDENTITY)
                              .developerProviderName(PROVIDER)
                              .developerUserIdentifier("a")))) {
        assertThatThrownBy(call)
            .isInstanceOfSatisfying(
                CognitoIdentityException.class,
                e ->
                    assertThat(e.awsErrorDetails().errorCode())
                        .isEqualTo("MissingAuthenticationTokenException"));
      }
    }
  }
}
