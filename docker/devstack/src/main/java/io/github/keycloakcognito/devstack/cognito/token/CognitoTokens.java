package io.github.keycloakcognito.devstack.cognito.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Issues the OpenID tokens of Cognito identity pools. */
public final class CognitoTokens {
  /** The iss claim in AWS's default regions, whatever endpoint the double listens on. */
  public static final String ISSUER = "https://cognito-identity.amazonaws.com";

  /** The provider name of these tokens in Logins and trust policies. */
  public static final String PROVIDER = "cognito-identity.amazonaws.com";

  /** The table of the state that holds the private key. */
  public static final String KEY_TABLE = Keys.TABLE;

  static final String TAGS_CLAIM = "https://aws.amazon.com/tags";
  static final String PRINCIPAL_TAGS = "principal_tags";
  private static final String POOL_ARN_CLAIM = ISSUER + "/identity-pool-arn";

  private final Store store;
  private final ServiceClock clock;
  private SigningKey signingKey;

  private record SigningKey(RSAKey key, JWSSigner signer) {}

  /**
   * Signs with the key of the state, so that tokens outlive the process; a new state gets the
   * process's.
   */
  public CognitoTokens(Store store, ServiceClock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A token with the members, and in the order, that AWS emits.
   *
   * @param tags principal tags; the claim is left out when empty
   */
  public String issue(
      Pool pool, String identityId, List<String> amr, Map<String, String> tags, Duration lifetime) {
    long now = clock.epochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", identityId);
    claims.put("aud", pool.id());
    claims.put("amr", amr);
    if (!tags.isEmpty()) {
      Map<String, List<String>> principalTags = new LinkedHashMap<>();
      tags.forEach((name, value) -> principalTags.put(name, List.of(value)));
      claims.put(TAGS_CLAIM, Map.of(PRINCIPAL_TAGS, principalTags));
    }
    claims.put("iss", ISSUER);
    claims.put(POOL_ARN_CLAIM, pool.arn());
    claims.put("exp", now + lifetime.toSeconds());
    claims.put("iat", now);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("kid", keyId(pool.region()));
    header.put("typ", "JWS");
    header.put("alg", "RS512");
    return Jws.sign(header, claims, signingKey().signer());
  }

  /** The public keys under the key ids of the given regions. */
  public JWKSet publicKeys(Collection<String> regions) {
    RSAKey shown = publicKey();
    return new JWKSet(
        regions.stream()
            .map(
                region ->
                    (com.nimbusds.jose.jwk.JWK)
                        new RSAKey.Builder(shown)
                            .keyID(keyId(region))
                            .algorithm(JWSAlgorithm.RS512)
                            .keyUse(KeyUse.SIGNATURE)
                            .build())
            .toList());
  }

  /** What its tokens verify with. */
  RSAKey publicKey() {
    return signingKey().key().toPublicJWK();
  }

  /**
   * Makes the key of a new state, or reads it. Otherwise the first who needs it waits for that; not
   * to be called inside {@link Store#read}.
   */
  public void prepare() {
    signingKey();
  }

  private synchronized SigningKey signingKey() {
    if (signingKey == null) {
      RSAKey key = Keys.kept(store, ISSUER);
      signingKey = new SigningKey(key, Jws.signer(key));
    }
    return signingKey;
  }

  private static String keyId(String region) {
    return region + "1";
  }
}
