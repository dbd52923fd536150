package io.github.keycloakcognito.it;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The cookies of a browser in which a user has signed in. */
final class BrowserSession {

  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");

  private final Map<String, String> cookies = new LinkedHashMap<>();

  static BrowserSession signIn(TestRealm realm, String username) {
    BrowserSession browser = new BrowserSession();
    Answer page =
        browser.keep(
            realm
                .http()
                .send(
                    Http.request(
                        URI.create(
                            realm.tokenEndpoint().toString().replaceFirst("/token$", "/auth?")
                                + Http.encode(
                                    Map.of(
                                        "client_id", "app",
                                        "redirect_uri", "http://localhost:3000/",
                                        "response_type", "code",
                                        "scope", "openid cognito"))))));
    Matcher form = ACTION.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no sign-in form: " + page.status() + " " + page.body());
    }
    browser.keep(
        realm
            .http()
            .send(
                Http.form(
                        URI.create(form.group(1).replace("&amp;", "&")),
                        Map.of("username", username, "password", username))
                    .header("Cookie", browser.header())));
    return browser;
  }

  Map<String, String> cookies() {
    return cookies;
  }

  String header() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private Answer keep(Answer answer) {
    for (String set : answer.http().headers().allValues("Set-Cookie")) {
      int name = set.indexOf('=');
      int end = set.indexOf(';');
      cookies.put(set.substring(0, name), set.substring(name + 1, end < 0 ? set.length() : end));
    }
    return answer;
  }
}
