package io.github.keycloakcognito.it;

import com.nimbusds.jose.Payload;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Authorization and DPoP headers, good, damaged and absurd. */
record FuzzTokens(
    String good,
    String otherClient,
    String idToken,
    DpopKey key,
    String bound,
    List<String> proofs) {

  private static final List<String> HEADERS =
      List.of(
          "null",
          "{}",
          "[]",
          "7",
          "\"RS256\"",
          "{\"alg\":null}",
          "{\"alg\":[]}",
          "{\"alg\":\"none\"}",
          "{\"alg\":\"HS256\",\"kid\":\"\"}",
          "{\"alg\":\"RS256\",\"kid\":null}",
          "{\"alg\":\"RS256\",\"kid\":7}",
          "{\"alg\":\"RS256\",\"kid\":{\"a\":[]}}",
          "{\"alg\":\"RS256\",\"kid\":\"\\u0000' or 1=1\"}",
          "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\"}}",
          "{\"alg\":\"ES512\",\"jwk\":7}",
          "{\"alg\":\"EdDSA\",\"kid\":\"x\",\"typ\":{}}",
          "{\"alg\":\"Ed25519\",\"kid\":\"x\"}",
          "{\"alg\":\"PS512\",\"kid\":\"x\",\"x5c\":[null,7]}",
          "{\"alg\":\"RS256\",\"alg\":\"none\",\"kid\":\"x\"}",
          "{\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\"}",
          "{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}",
          "{\"alg\":");

  private static final List<String> PAYLOADS =
      List.of(
          "null",
          "{}",
          "[]",
          "7",
          "\"\"",
          "{\"exp\":null}",
          "{\"exp\":\"soon\"}",
          "{\"exp\":1e400}",
          "{\"exp\":99999999999999999999999}",
          "{\"aud\":{\"a\":1}}",
          "{\"aud\":[[[]]]}",
          "{\"iss\":[],\"sub\":{}}",
          "{\"realm_access\":7,\"resource_access\":[]}",
          "{\"cnf\":\"x\"}",
          "{\"cnf\":null,\"azp\":null,\"scope\":[]}",
          "{\"authorization_details\":{}}",
          "{\"scope\":\"cognito\",\"typ\":\"Bearer\"}",
          "{\"a\":");

  static FuzzTokens in(TestRealm realm, URI door) {
    TestClients.allow(realm, "bound", Map.of("dpop.bound.access.tokens", "true"));
    DpopKey key = DpopKey.generate();
    String bound = key.accessToken(realm, "bound", "alice");
    Answer tokens = realm.tokens("alice", "app", "openid cognito");
    return new FuzzTokens(
        tokens.text("access_token"),
        realm.accessToken("bob", "other"),
        tokens.text("id_token"),
        key,
        bound,
        MalformedProofs.of(key, key.proof("GET", door, bound)));
  }

  String authorization(Dice dice) {
    return switch (dice.below(20)) {
      case 0 -> "Bearer " + otherClient;
      case 1 -> "Bearer " + idToken;
      case 2, 3 -> good;
      case 4, 5, 6 -> "Bearer " + dice.mutate(good);
      case 7, 8, 9 -> dice.oneOf("Bearer ", "", "DPoP ", "bEARER ") + absurd(dice);
      case 10, 11, 12 -> "DPoP " + (dice.chance(90) ? bound : good);
      case 13 -> odd(dice);
      default -> "Bearer " + good;
    };
  }

  String proof(Dice dice, String method, String url) {
    return switch (dice.below(6)) {
      case 0 -> key.proof(method, URI.create("http://localhost/x"), bound);
      case 1 -> dice.mutate(dice.oneOf(proofs));
      case 2 -> key.sign(new Payload(dice.oneOf(PAYLOADS)));
      case 3 -> key.sign(new Payload(claims(method, url)));
      default -> dice.oneOf(proofs);
    };
  }

  private Map<String, Object> claims(String method, String url) {
    return DpopKey.claims(method, URI.create(url), bound);
  }

  private String absurd(Dice dice) {
    Forgery genuine = Forgery.of(good);
    String header = dice.chance(30) ? genuine.header() : Forgery.encode(dice.oneOf(HEADERS));
    String payload = dice.chance(30) ? genuine.payload() : Forgery.encode(dice.oneOf(PAYLOADS));
    if (dice.chance(5)) {
      payload = Forgery.encode("{\"x\":".repeat(3000) + "1" + "}".repeat(3000)).substring(0, 9000);
    }
    return header
        + "."
        + payload
        + dice.oneOf(".", "." + genuine.signature(), ".AA", "", ".AA.AA", ".A", ".__-_");
  }

  private static String odd(Dice dice) {
    return dice.oneOf(
        "",
        " ",
        "Bearer",
        "Bearer ",
        "Bearer  a.b.c",
        "DPoP",
        ", Bearer x",
        "Basic YWxpY2U6YWxpY2U=",
        "Basic ???",
        "Negotiate TlRMTVNTUAAB",
        "AWS4-HMAC-SHA256 Credential=x/y, Signature=z",
        "Bearer " + "a".repeat(7000),
        "a".repeat(7000),
        ".".repeat(300),
        "..",
        "Bearer ..",
        "Bearer -.-.-",
        "Bearer \u00e4.\u00f6.\u00fc");
  }
}
