package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.door.Parameters;
import io.github.keycloakcognito.door.RefusalException;
import io.github.keycloakcognito.exchange.DeveloperUsers;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityDescription;
import io.github.keycloakcognito.exchange.IdentityDirectory;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Outcome;
import io.github.keycloakcognito.exchange.Outcome.Issued;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The identities of users: looking them up in both directions, and changing them. */
final class IdentityAnswers {

  private IdentityAnswers() {}

  static Map<String, Object> ofUser(AdminCall call, String id) {
    IdentityPool pool = call.boundPool();
    String user = call.user(id).getId();
    call.commit();
    IdentityDirectory directory = call.cognito().directory();
    String identityId = identity(call, pool, user);
    Map<String, Object> body = body(identityId, pool);
    // Exchanges need no permission to describe identities, so without it there is less to tell.
    Outcome<Optional<IdentityDescription>> described =
        call.cognito().exchange().ask(time -> directory.describe(pool, identityId, time));
    if (described instanceof Issued<Optional<IdentityDescription>> answered) {
      answered.value().ifPresent(identity -> describe(body, identity));
    }
    return body;
  }

  private static void describe(Map<String, Object> body, IdentityDescription identity) {
    body.put("Logins", identity.logins());
    if (identity.created() != null) {
      body.put("CreationDate", identity.created().truncatedTo(ChronoUnit.SECONDS).toString());
    }
    if (identity.lastModified() != null) {
      body.put(
          "LastModifiedDate", identity.lastModified().truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }

  static Map<String, Object> usersOf(AdminCall call, String identityId) {
    IdentityPool pool = call.boundPool();
    if (!pool.mayHold(identityId)) {
      throw Parameters.refused("The identity ID must be one of the pool's region.");
    }
    boolean names = call.auth().users().canView();
    RealmUsers users = new RealmUsers(call.session(), call.realm().getId(), names);
    call.commit();
    DeveloperUsers found =
        call.ask(time -> call.cognito().directory().usersOf(pool, identityId, time));
    if (found.users().isEmpty()) {
      throw RefusalException.of(
          Kind.NOT_FOUND, "The pool has no such identity, or it is no developer user's.");
    }
    List<Map<String, Object>> known = users.describe(found.users());
    Map<String, Object> body = body(identityId, pool);
    body.put("users", known);
    body.put("others", found.users().size() - known.size());
    body.put("more", found.more());
    return body;
  }

  static Map<String, Object> delete(AdminCall call, String id) {
    IdentityPool pool = call.boundPool();
    String realmId = call.realm().getId();
    String user = call.user(id).getId();
    call.commit();
    String identityId = identity(call, pool, user);
    Map<String, String> left =
        call.ask(time -> call.cognito().directory().delete(pool, List.of(identityId), time));
    if (!left.isEmpty()) {
      throw RefusalException.of(
          new Failure(
              Kind.AWS_DENIED,
              "AWS did not delete the identity.",
              left.toString(),
              "try again; if it stays so, delete the identity at AWS",
              null,
              null));
    }
    ChangedIdentity change = new ChangedIdentity(call, pool);
    change.note(realmId, user, change.usersOf(identityId), null);
    return body(identityId, pool);
  }

  static Map<String, Object> merge(AdminCall call, String id) {
    IdentityPool pool = call.boundPool();
    String realmId = call.realm().getId();
    String destination = call.user(id).getId();
    String source =
        call.parameters()
            .get("source")
            .orElseThrow(() -> Parameters.refused("source: must be the id of a user."));
    if (source.equals(destination)) {
      throw Parameters.refused("source: must be another user.");
    }
    call.user(source);
    call.detail("source", source);
    call.commit();
    String identityId =
        call.ask(time -> call.cognito().directory().merge(pool, source, destination, time));
    call.detail("identity_id", identityId);
    ChangedIdentity change = new ChangedIdentity(call, pool);
    change.note(realmId, source, change.sharing(source), identityId);
    change.note(realmId, destination, List.of(), identityId);
    return body(identityId, pool);
  }

  static Map<String, Object> unlink(AdminCall call, String id) {
    IdentityPool pool = call.boundPool();
    String realmId = call.realm().getId();
    String user = call.user(id).getId();
    call.commit();
    String identityId = identity(call, pool, user);
    call.ask(
        time -> {
          call.cognito().directory().unlinkUser(pool, identityId, user, time);
          return true;
        });
    new ChangedIdentity(call, pool).note(realmId, user, List.of(), null);
    return body(identityId, pool);
  }

  /**
   * @throws RefusalException when the user has none
   */
  private static String identity(AdminCall call, IdentityPool pool, String user) {
    String identityId =
        call.ask(time -> call.cognito().directory().identityOf(pool, user, time))
            .orElseThrow(
                () -> RefusalException.of(Kind.NOT_FOUND, "The user has no identity in the pool."));
    call.detail("identity_id", identityId);
    return identityId;
  }

  private static Map<String, Object> body(String identityId, IdentityPool pool) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("IdentityId", identityId);
    body.put("IdentityPoolId", pool.identityPoolId());
    body.put("Region", pool.region());
    return body;
  }
}
