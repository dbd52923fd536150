package io.github.keycloakcognito.it;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser that keeps its session, signs in as often as it is asked to, and redeems the code. */
final class SteppingBrowser {

  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final String APP = "http://localhost:3000/";
  private static final int MOST_PAGES = 6;

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final TestRealm realm;
  private int forms;

  SteppingBrowser(TestRealm realm) {
    this.realm = realm;
  }

  /**
   * The tokens of a sign-in.
   *
   * @param more parameters of the authorization request, like {@code acr_values}
   */
  Answer signIn(String username, String clientId, Map<String, String> more) {
    Map<String, String> request = new LinkedHashMap<>(more);
    request.put("client_id", clientId);
    request.put("redirect_uri", APP);
    request.put("response_type", "code");
    request.put("scope", "openid cognito");
    Answer page =
        get(
            realm.tokenEndpoint().toString().replaceFirst("/token$", "/auth?")
                + Http.encode(request));
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      String location = page.header("Location").orElse("");
      if (location.startsWith(APP)) {
        return redeem(location, clientId);
      }
      page = location.isEmpty() ? submit(page, username) : get(location);
    }
    throw new AssertionError("no code: " + page.status() + " " + page.body());
  }

  /** How many forms were filled in so far. */
  int forms() {
    return forms;
  }

  private Answer submit(Answer page, String username) {
    Matcher form = ACTION.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no sign-in form: " + page.status() + " " + page.body());
    }
    forms++;
    return keep(
        realm
            .http()
            .send(
                Http.form(
                        URI.create(form.group(1).replace("&amp;", "&")),
                        Map.of("username", username, "password", username))
                    .header("Cookie", header())));
  }

  private Answer redeem(String location, String clientId) {
    Matcher code = CODE.matcher(location);
    if (!code.find()) {
      throw new AssertionError("no code in " + location);
    }
    Answer tokens =
        realm
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
    if (tokens.status() != 200) {
      throw new AssertionError("tokens: " + tokens.status() + " " + tokens.body());
    }
    return tokens;
  }

  private Answer get(String url) {
    var request = Http.request(URI.create(url));
    return keep(
        realm.http().send(cookies.isEmpty() ? request : request.header("Cookie", header())));
  }

  private String header() {
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
