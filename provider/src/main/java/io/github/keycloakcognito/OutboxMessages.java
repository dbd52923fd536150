package io.github.keycloakcognito;

import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.outbox.OutboxEntry;
import io.github.keycloakcognito.outbox.OutboxLog;
import io.github.keycloakcognito.outbox.Removal;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** {@link OutboxLog} in Keycloak's log. */
final class OutboxMessages implements OutboxLog {

  private static final Logger LOG = Logger.getLogger(OutboxMessages.class);

  @Override
  public void paused(Removal removal, Failure failure, Duration pause) {
    LogFields.with(
        fields(removal, failure),
        () ->
            LOG.warnf(
                "Identities of removed users stay in identity pool %s for now, and are tried"
                    + " again: %s",
                removal.identityPoolId(), FailureLog.reason(failure)));
  }

  @Override
  public void resumed(String identityPoolId) {
    LOG.infof("Identities of removed users are taken from identity pool %s again", identityPoolId);
  }

  @Override
  public void unbound(Removal removal, Failure failure) {
    LogFields.with(
        fields(removal, failure),
        () ->
            LOG.warnf(
                "Realm %s: identities of removed users stay in identity pool %s: %s",
                removal.realmName(), removal.identityPoolId(), FailureLog.reason(failure)));
  }

  @Override
  public void dead(OutboxEntry entry, Failure failure) {
    Removal removal = entry.removal();
    LogFields.with(
        fields(removal, failure),
        () ->
            LOG.warnf(
                "Realm %s, removed user %s, identity pool %s: given up after %d attempts, for an"
                    + " admin to retry or drop as %s: %s",
                removal.realmName(),
                removal.userId(),
                removal.identityPoolId(),
                entry.attempts() + 1,
                entry.id(),
                FailureLog.reason(failure)));
  }

  @Override
  public void undecided(OutboxEntry entry, RuntimeException why) {
    Removal removal = entry.removal();
    LogFields.with(
        FailureLog.fields(removal.realmName(), null, removal.poolAlias(), null),
        () ->
            LOG.warnf(
                "Realm %s: the identity of user %s stays for now, since it cannot be told whether"
                    + " the user is gone: %s",
                removal.realmName(), removal.userId(), why));
  }

  @Override
  public void progress(long done, Duration since) {
    LOG.infof("%d removed users done at Cognito within %d s", done, since.toSeconds());
  }

  private static Map<String, String> fields(Removal removal, Failure failure) {
    return FailureLog.fields(
        removal.realmName(), null, removal.poolAlias(), failure.awsRequestId());
  }
}
