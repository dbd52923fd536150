package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list. It is continued after the last item shown, by value and in sorted order, so
 * that items that come or go between two pages neither repeat nor hide others.
 *
 * @param items of this page
 * @param next what to ask for the next page with; empty on the last one
 */
record Page(List<String> items, Optional<String> next) {

  static Page of(List<String> all, Optional<String> token, int limit) {
    Optional<String> after = token.map(Page::decode);
    List<String> rest =
        all.stream()
            .sorted()
            .filter(item -> after.isEmpty() || item.compareTo(after.get()) > 0)
            .toList();
    if (rest.size() <= limit) {
      return new Page(rest, Optional.empty());
    }
    return new Page(rest.subList(0, limit), Optional.of(encode(rest.get(limit - 1))));
  }

  static String encode(String item) {
    return Base64.getUrlEncoder().encodeToString(item.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ErrorCode.INVALID_PARAMETER.because("Invalid pagination token.");
    }
  }
}
