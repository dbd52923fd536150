package io.github.keycloakcognito.it;

import com.nimbusds.jose.Payload;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Proofs that are refused for their form. */
final class MalformedProofs {

  private MalformedProofs() {}

  static List<String> of(DpopKey key, String good) {
    Forgery proof = Forgery.of(good);
    List<String> headers =
        List.of(
            "null",
            "{}",
            "{\"typ\":\"dpop+jwt\"}",
            header("none", "{\"kty\":\"EC\"}"),
            header("HS256", "{\"kty\":\"oct\",\"k\":\"AA\"}"),
            header("ES256", "null"),
            header("ES256", "{}"),
            header("ES256", "7"),
            header("ES256", "{\"kty\":\"EC\"}"),
            header("ES256", "{\"kty\":\"EC\",\"crv\":\"P-256\"}"),
            header("ES256", "{\"kty\":\"EC\",\"crv\":\"P-257\",\"x\":\"AA\",\"y\":\"AA\"}"),
            header("ES256", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}"),
            header("ES256", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"\",\"y\":\"\"}"),
            header("ES256", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"???\",\"y\":\"!\"}"),
            header("ES256", "{\"kty\":\"EC\",\"crv\":7,\"x\":8,\"y\":9}"),
            header("ES256", "{\"kty\":\"EC\",\"crv\":[],\"x\":{},\"y\":null}"),
            header("ES256", "{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQAB\"}"),
            header("RS256", "{\"kty\":\"RSA\"}"),
            header("RS256", "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}"),
            header("RS256", "{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AA\"}"),
            header("PS256", "{\"kty\":\"RSA\",\"n\":7,\"e\":[]}"),
            header("EdDSA", "{\"kty\":\"OKP\"}"),
            header("EdDSA", "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}"),
            header("EdDSA", "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}"),
            header("EdDSA", "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}"),
            header("EdDSA", "{\"kty\":\"OKP\",\"crv\":\"none\",\"x\":7}"),
            header("ES256", "{\"kty\":\"AKP\"}"),
            header("ES256", "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AA\"}"),
            header("ES256", "{\"kty\":\"AKP\",\"alg\":7,\"pub\":\"?\"}"));
    List<String> payloads =
        List.of(
            "null",
            "{}",
            "[]",
            "\"x\"",
            "{\"iat\":null,\"jti\":null,\"htm\":null,\"htu\":null}",
            claims("\"iat\":99999999999999999999"),
            claims("\"iat\":-9223372036854775808"),
            claims("\"iat\":\"now\""),
            claims("\"htu\":\"http://[\""),
            claims("\"htu\":\"mailto:a@b\""),
            claims("\"htu\":\"http:\""),
            claims("\"htu\":\"http://h/%7Ba%7D\""),
            claims("\"htu\":\"\""),
            claims("\"htu\":\"//\""),
            claims("\"htu\":{}"),
            claims("\"htm\":[]"),
            claims("\"exp\":\"x\""));
    return Stream.of(
            headers.stream()
                .map(h -> Forgery.encode(h) + "." + proof.payload() + "." + proof.signature()),
            payloads.stream().map(p -> key.sign(new Payload(p))),
            Stream.of("x", "..", "a.b.c", proof.withBrokenSignature(), proof.withoutSignature()))
        .flatMap(proofs -> proofs)
        .toList();
  }

  private static String header(String alg, String jwk) {
    return "{\"typ\":\"dpop+jwt\",\"alg\":\"" + alg + "\",\"jwk\":" + jwk + "}";
  }

  /** With the one member that is wrong last, where Jackson lets it win. */
  private static String claims(String member) {
    return "{\"jti\":\"j\",\"htm\":\"GET\",\"htu\":\"http://h/\",\"iat\":"
        + Instant.now().getEpochSecond()
        + ","
        + member
        + "}";
  }
}
