package io.github.keycloakcognito.devstack.cognito.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What {@code application/x-www-form-urlencoded} says: bodies of forms, and query strings. */
public final class Parameters {
  private Parameters() {}

  /**
   * The parameters by name; of several with one name, the last.
   *
   * @throws ServiceException SerializationException if it is not encoded so
   */
  public static Map<String, String> read(String encoded) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ErrorCode.SERIALIZATION.because("The request is not a valid form.");
    }
  }
}
