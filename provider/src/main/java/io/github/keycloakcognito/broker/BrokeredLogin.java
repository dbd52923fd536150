package io.github.keycloakcognito.broker;

import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Login;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** A user's login at an identity provider of the realm. A copy, as the caller is. */
public final class BrokeredLogin {

  private static final Pattern ALIAS = Pattern.compile("[^\\p{Cntrl}]{1,255}");

  private final String provider;
  private final String userId;
  private final FederatedIdentityModel stored;

  private BrokeredLogin(String provider, String userId, FederatedIdentityModel stored) {
    this.provider = provider;
    this.userId = userId;
    this.stored = stored;
  }

  /**
   * The user's login at the identity provider {@code alias}.
   *
   * @throws ExchangeException if there is none, or none that Cognito could take
   */
  public static BrokeredLogin of(
      KeycloakSession session, UserModel user, IdentityPool pool, String alias) {
    IdentityProviderModel idp =
        ALIAS.matcher(alias).matches() ? session.identityProviders().getByAlias(alias) : null;
    if (idp == null || !idp.isEnabled()) {
      throw refused(Kind.NOT_FOUND, "The realm has no identity provider of that alias.");
    }
    String provider =
        LoginProviders.nameOf(pool, idp)
            .orElseThrow(
                () ->
                    refused(
                        Kind.INVALID_REQUEST,
                        "Logins of this identity provider cannot be linked at Cognito."));
    FederatedIdentityModel login =
        session.users().getFederatedIdentity(session.getContext().getRealm(), user, idp.getAlias());
    if (login == null) {
      throw refused(Kind.NOT_FOUND, "The user has no login at this identity provider.");
    }
    if (!Boolean.TRUE.equals(idp.isStoreToken())) {
      throw new ExchangeException(notStored(alias));
    }
    if (login.getToken() == null) {
      throw signInAgain();
    }
    return new BrokeredLogin(provider, user.getId(), login);
  }

  /**
   * A login that can be linked.
   *
   * @param label the identity provider's name for people
   * @param provider Cognito's name of it
   */
  public record Linkable(String alias, String label, String provider) {}

  /** The user's logins that Cognito could take, by alias. */
  public static List<Linkable> linkable(
      KeycloakSession session, UserModel user, IdentityPool pool) {
    return session
        .users()
        .getFederatedIdentitiesStream(session.getContext().getRealm(), user)
        .map(login -> session.identityProviders().getByAlias(login.getIdentityProvider()))
        .filter(idp -> idp != null && idp.isEnabled() && Boolean.TRUE.equals(idp.isStoreToken()))
        .flatMap(idp -> linkable(pool, idp).stream())
        .sorted(Comparator.comparing(Linkable::alias))
        .toList();
  }

  private static Optional<Linkable> linkable(IdentityPool pool, IdentityProviderModel idp) {
    return LoginProviders.nameOf(pool, idp)
        .map(
            provider ->
                new Linkable(
                    idp.getAlias(),
                    Optional.ofNullable(idp.getDisplayName())
                        .filter(name -> !name.isBlank())
                        .orElse(idp.getAlias()),
                    provider));
  }

  /**
   * A login that was taken from a user.
   *
   * @param session whose context's realm is the user's
   * @return empty if Cognito cannot know it
   */
  public static Optional<BrokeredLogin> taken(
      KeycloakSession session, String userId, IdentityPool pool, FederatedIdentityModel login) {
    return Optional.ofNullable(session.identityProviders().getByAlias(login.getIdentityProvider()))
        .flatMap(idp -> LoginProviders.nameOf(pool, idp))
        .map(provider -> new BrokeredLogin(provider, userId, login));
  }

  /** Cognito's name of the provider. */
  public String provider() {
    return provider;
  }

  /** The stored token, if it still holds at {@code time}. */
  public Optional<Login> login(Instant time) {
    return StoredToken.of(stored.getToken())
        .valid(LoginProviders.member(provider), time)
        .map(token -> new Login(provider, token));
  }

  boolean isRefreshable() {
    return StoredToken.of(stored.getToken()).isRefreshable();
  }

  /** What a broker takes for a login whose tokens are over. */
  FederatedIdentityModel overdue() {
    return holding(StoredToken.of(stored.getToken()).overdue());
  }

  /** The same login with another token. */
  BrokeredLogin with(String token) {
    return new BrokeredLogin(provider, userId, holding(token));
  }

  private FederatedIdentityModel holding(String token) {
    return new FederatedIdentityModel(
        stored.getIdentityProvider(), stored.getUserId(), stored.getUserName(), token);
  }

  String alias() {
    return stored.getIdentityProvider();
  }

  String userId() {
    return userId;
  }

  static ExchangeException signInAgain() {
    return refused(
        Kind.ACCESS_DENIED,
        "No valid token of that login is stored: sign in through the identity provider again.");
  }

  private static Failure notStored(String alias) {
    return new Failure(
        Kind.ACCESS_DENIED,
        "Keycloak does not store the tokens of this identity provider.",
        "identity provider " + alias + " has Store tokens off",
        "switch Store tokens on; users have to sign in through it once more",
        null,
        null);
  }

  private static ExchangeException refused(Kind kind, String description) {
    return new ExchangeException(Failure.of(kind, description));
  }
}
