package io.github.keycloakcognito.adminui;

import io.github.keycloakcognito.Cognito;
import io.github.keycloakcognito.CognitoHolder;
import io.github.keycloakcognito.exchange.CheckUser;
import io.github.keycloakcognito.exchange.Finding;
import io.github.keycloakcognito.exchange.Finding.Status;
import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Asks AWS about a pool before it is saved. Keycloak has the request's database connection in use
 * by then and offers no place before, so one save at a time may wait, for one call time-out.
 */
final class SaveQuestion {

  private static final Logger LOG = Logger.getLogger(SaveQuestion.class);

  private final Semaphore turn = new Semaphore(1);

  /**
   * Whether AWS could be asked.
   *
   * @throws ComponentValidationException if the pool would not work
   */
  boolean ask(KeycloakSession session, RealmModel realm, IdentityPool pool) {
    Optional<Cognito> cognito = CognitoHolder.find(session);
    if (cognito.isEmpty() || !turn.tryAcquire()) {
      return false;
    }
    try {
      CheckUser user = new CheckUser(realm.getId(), realm.getName());
      List<Finding> findings = cognito.get().savedPoolCheck().trial(user, pool);
      findings.forEach(finding -> refuse(session, finding));
      findings.stream()
          .filter(finding -> finding.status() == Status.WARNING)
          .forEach(
              finding ->
                  LOG.warnf(
                      "Realm %s: pool %s is saved although AWS could not be asked: %s. What to do: %s",
                      realm.getName(), pool.alias(), finding.cause(), finding.remedy()));
      return true;
    } finally {
      turn.release();
    }
  }

  private static void refuse(KeycloakSession session, Finding finding) {
    if (finding.status() == Status.ERROR) {
      throw AdminMessages.refusal(
          session,
          "cognitoPoolRefused",
          withoutPeriod(finding.cause()),
          withoutPeriod(finding.remedy()));
    }
  }

  private static String withoutPeriod(String sentence) {
    return sentence == null ? "" : sentence.strip().replaceAll("\\.$", "");
  }
}
