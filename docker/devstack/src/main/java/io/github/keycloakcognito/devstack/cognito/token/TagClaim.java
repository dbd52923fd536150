package io.github.keycloakcognito.devstack.cognito.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code {"https://aws.amazon.com/tags":{"principal_tags":{"name":["value"]}}}}. */
final class TagClaim {
  private TagClaim() {}

  static Map<String, List<String>> read(JWTClaimsSet claims) throws ParseException {
    Map<String, Object> claim = claims.getJSONObjectClaim(CognitoTokens.TAGS_CLAIM);
    Map<String, List<String>> tags = new TreeMap<>();
    if (claim != null && claim.get(CognitoTokens.PRINCIPAL_TAGS) instanceof Map<?, ?> named) {
      named.forEach((name, value) -> tags.put(String.valueOf(name), texts(value)));
    }
    return tags;
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }
}
