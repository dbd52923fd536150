package io.github.keycloakcognito.devstack.cognito.sync;

import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the next page of a list begins: after the last item shown, by value, so that items that
 * come or go between two pages neither repeat nor hide others.
 *
 * @param syncCount of the dataset when the first page was read; 0 where there is none
 * @param after the last item shown
 */
record PageToken(long syncCount, String after) {

  /** The token of a request, if it has one. */
  static Optional<PageToken> of(Input input) {
    return input.optional("NextToken").map(PageToken::decode);
  }

  /** How many items a request wants, but no more than a page has. */
  static int limit(Input input, int pageSize) {
    long wanted = input.number("MaxResults").orElse(pageSize);
    if (wanted < 1) {
      throw ErrorCode.INVALID_PARAMETER.because("MaxResults must be greater than 0.");
    }
    return (int) Math.min(wanted, pageSize);
  }

  private static PageToken decode(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      if (colon > 0) {
        return new PageToken(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like any other text that is none of our tokens.
    }
    throw ErrorCode.INVALID_PARAMETER.because("Invalid pagination token.");
  }

  String encode() {
    return Base64.getUrlEncoder()
        .encodeToString((syncCount + ":" + after).getBytes(StandardCharsets.UTF_8));
  }
}
