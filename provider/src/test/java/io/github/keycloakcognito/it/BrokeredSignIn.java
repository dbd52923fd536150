package io.github.keycloakcognito.it;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sign-in at a realm through an identity provider that is another realm, as a browser does it.
 */
final class BrokeredSignIn {

  private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
  private static final String APP = "http://localhost:3000/";
  private static final int MOST_HOPS = 12;

  private final TestRealm realm;
  private final Map<String, Map<String, String>> cookiesByPath = new LinkedHashMap<>();

  private BrokeredSignIn(TestRealm realm) {
    this.realm = realm;
  }

  /** The token response; the password is the user's name. */
  static Answer at(TestRealm realm, String alias, String username) {
    return new BrokeredSignIn(realm).signIn(alias, username);
  }

  private Answer signIn(String alias, String username) {
    Answer page =
        follow(
            get(
                URI.create(
                    realm.tokenEndpoint().toString().replaceFirst("/token$", "/auth?")
                        + Http.encode(
                            Map.of(
                                "client_id", "app",
                                "redirect_uri", APP,
                                "response_type", "code",
                                "kc_idp_hint", alias,
                                "scope", "openid cognito")))));
    Matcher form = ACTION.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no sign-in form: " + page.status() + " " + page.body());
    }
    URI action = URI.create(form.group(1).replace("&amp;", "&"));
    Answer end =
        follow(send(action, Http.form(action, Map.of("username", username, "password", username))));
    String back = end.header("Location").orElse("");
    Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(back);
    if (!code.find()) {
      throw new AssertionError("no code: " + end.status() + " " + back + " " + end.body());
    }
    return realm
        .http()
        .send(
            Http.form(
                realm.tokenEndpoint(),
                Map.of(
                    "grant_type",
                    "authorization_code",
                    "client_id",
                    "app",
                    "redirect_uri",
                    APP,
                    "code",
                    code.group(1))));
  }

  /** Until there is a page, or the app is reached. */
  private Answer follow(Answer answer) {
    Answer current = answer;
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      String location = current.header("Location").orElse("");
      if (location.isEmpty() || location.startsWith(APP)) {
        return current;
      }
      current = get(current.http().uri().resolve(location));
    }
    throw new AssertionError("too many redirects");
  }

  private Answer get(URI uri) {
    return send(uri, Http.request(uri));
  }

  private Answer send(URI uri, HttpRequest.Builder request) {
    Map<String, String> cookies = new LinkedHashMap<>();
    cookiesByPath.forEach(
        (path, set) -> {
          if (uri.getPath().startsWith(path)) {
            cookies.putAll(set);
          }
        });
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    Answer answer = realm.http().send(request);
    answer.http().headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  private void keep(String set) {
    Matcher path = Pattern.compile("(?i);\\s*path=([^;]+)").matcher(set);
    int name = set.indexOf('=');
    int end = set.indexOf(';');
    cookiesByPath
        .computeIfAbsent(path.find() ? path.group(1) : "/", p -> new LinkedHashMap<>())
        .put(set.substring(0, name), set.substring(name + 1, end < 0 ? set.length() : end));
  }
}
