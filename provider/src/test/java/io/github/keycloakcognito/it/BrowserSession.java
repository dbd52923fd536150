package io.github.keycloakcognito.it;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser: it keeps its cookies, follows redirects and fills in each form with user and password.
 */
final class BrowserSession {

  private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final Pattern PATH = Pattern.compile("(?i);\\s*path=([^;]+)");
  private static final String APP = "http://localhost:3000/";
  private static final int MOST_PAGES = 16;

  private final Map<String, Map<String, String>> cookiesByPath = new LinkedHashMap<>();
  private final TestRealm realm;
  private int forms;

  BrowserSession(TestRealm realm) {
    this.realm = realm;
  }

  /**
   * The tokens of a sign-in; the password is the user's name.
   *
   * @param more parameters of the authorization request, like {@code acr_values}
   */
  Answer signIn(String username, String clientId, Map<String, String> more) {
    String back = codeFor(username, clientId, more);
    Matcher code = CODE.matcher(back);
    if (!code.find()) {
      throw new AssertionError("no code in " + back);
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
                    clientId,
                    "redirect_uri",
                    APP,
                    "code",
                    code.group(1))));
  }

  /** The tokens of a sign-in at the app through an identity provider of the realm. */
  Answer signInThrough(String alias, String username) {
    return signIn(username, "app", Map.of("kc_idp_hint", alias));
  }

  /** How many forms were filled in so far. */
  int forms() {
    return forms;
  }

  /** The header of cookies that goes to the realm. */
  String cookies() {
    return cookies(realm.tokenEndpoint());
  }

  private String codeFor(String username, String clientId, Map<String, String> more) {
    Map<String, String> request = new LinkedHashMap<>(more);
    request.put("client_id", clientId);
    request.put("redirect_uri", APP);
    request.put("response_type", "code");
    request.put("scope", "openid cognito");
    Answer page =
        get(
            URI.create(
                realm.tokenEndpoint().toString().replaceFirst("/token$", "/auth?")
                    + Http.encode(request)));
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      String location = page.header("Location").orElse("");
      if (location.startsWith(APP)) {
        return location;
      }
      page = location.isEmpty() ? submit(page, username) : get(page.http().uri().resolve(location));
    }
    throw new AssertionError("no code: " + page.status() + " " + page.body());
  }

  private Answer submit(Answer page, String username) {
    Matcher form = ACTION.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no sign-in form: " + page.status() + " " + page.body());
    }
    forms++;
    URI action = URI.create(form.group(1).replace("&amp;", "&"));
    return send(action, Http.form(action, Map.of("username", username, "password", username)));
  }

  private Answer get(URI uri) {
    return send(uri, Http.request(uri));
  }

  private Answer send(URI uri, HttpRequest.Builder request) {
    String cookies = cookies(uri);
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies);
    }
    Answer answer = realm.http().send(request);
    answer.http().headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  private String cookies(URI uri) {
    Map<String, String> cookies = new LinkedHashMap<>();
    cookiesByPath.forEach(
        (path, set) -> {
          if (uri.getPath().startsWith(path)) {
            cookies.putAll(set);
          }
        });
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private void keep(String set) {
    Matcher path = PATH.matcher(set);
    int name = set.indexOf('=');
    int end = set.indexOf(';');
    cookiesByPath
        .computeIfAbsent(path.find() ? path.group(1) : "/", p -> new LinkedHashMap<>())
        .put(set.substring(0, name), set.substring(name + 1, end < 0 ? set.length() : end));
  }
}
