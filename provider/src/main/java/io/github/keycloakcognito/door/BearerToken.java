package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.Failure.Kind;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.util.TokenUtil;

/**
 * The access token of a request, still unverified, its form included: whoever verifies it asks for
 * {@link #checkForm} where that fails. Only the Authorization header counts: no cookie, no query
 * parameter.
 *
 * @param scheme {@code Bearer} or {@code DPoP}
 */
public record BearerToken(String scheme, String value) {

  /** Three parts of the Base64 alphabet for URLs, the last of which may be empty. */
  private static final Pattern JWT =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

  /**
   * AWS SDKs send the value they were given as it is, so a token without a scheme is taken too.
   *
   * @throws RefusalException when there is none, more than one, or something else
   */
  public static BearerToken of(HttpHeaders headers) {
    List<String> values = headers.getRequestHeaders().get(HttpHeaders.AUTHORIZATION);
    if (values == null || values.isEmpty()) {
      throw RefusalException.withoutToken();
    }
    if (values.size() > 1) {
      throw refused("More than one Authorization header.");
    }
    String value = values.get(0);
    if (hasThreeParts(value)) {
      return new BearerToken(TokenUtil.TOKEN_TYPE_BEARER, value);
    }
    AppAuthManager.AuthHeader header =
        AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(headers);
    if (header == null || !hasThreeParts(header.getToken())) {
      throw refused("The Authorization header carries no access token.");
    }
    return new BearerToken(known(header.getScheme()), header.getToken());
  }

  /** As a JWT has, and no blank, as behind a scheme. */
  private static boolean hasThreeParts(String value) {
    int first = value.indexOf('.');
    int second = value.indexOf('.', first + 1);
    return first > 0
        && second > first + 1
        && value.indexOf('.', second + 1) < 0
        && value.indexOf(' ') < 0
        && value.indexOf('\t') < 0;
  }

  /** As the RFCs spell it: the challenge repeats it. */
  private static String known(String scheme) {
    return TokenUtil.TOKEN_TYPE_DPOP.equalsIgnoreCase(scheme)
        ? TokenUtil.TOKEN_TYPE_DPOP
        : TokenUtil.TOKEN_TYPE_BEARER;
  }

  boolean isDpop() {
    return scheme.equals(TokenUtil.TOKEN_TYPE_DPOP);
  }

  /**
   * Keycloak's verifier takes these for granted and fails on them otherwise. Not looked at before,
   * as it would read each good token twice.
   *
   * @throws RefusalException for what has not the form of an access token
   */
  static void checkForm(String token) {
    try {
      JWSInput jws = JWT.matcher(token).matches() ? new JWSInput(token) : null;
      if (jws == null
          || jws.getHeader() == null
          || jws.getHeader().getAlgorithm() == null
          || jws.readJsonContent(AccessToken.class) == null) {
        throw refused("The access token is malformed.");
      }
    } catch (JWSInputException e) {
      throw refused("The access token is malformed.");
    }
  }

  private static RefusalException refused(String description) {
    return RefusalException.of(Kind.INVALID_TOKEN, description);
  }

  @Override
  public String toString() {
    return scheme + " token";
  }
}
