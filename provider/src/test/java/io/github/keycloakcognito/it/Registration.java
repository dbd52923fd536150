package io.github.keycloakcognito.it;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody registers at a realm, as a browser does it. */
final class Registration {

  private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

  private Registration() {}

  /** The password is the user's name. */
  static void at(TestRealm realm, String username) {
    Answer answer = realm.http().send(form(realm, username));
    if (answer.status() != 302) {
      throw new AssertionError("not registered: " + answer.status() + " " + answer.body());
    }
  }

  /** The form as it is sent: the answer is a redirection. */
  static HttpRequest.Builder form(TestRealm realm, String username) {
    Answer page =
        realm
            .http()
            .send(
                Http.request(
                    URI.create(
                        realm.tokenEndpoint().toString().replaceFirst("/token$", "/registrations?")
                            + Http.encode(
                                Map.of(
                                    "client_id", "app",
                                    "redirect_uri", "http://localhost:3000/",
                                    "response_type", "code",
                                    "scope", "openid cognito")))));
    Matcher form = ACTION.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no registration form: " + page.status() + " " + page.body());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("username", username);
    fields.put("password", username);
    fields.put("password-confirm", username);
    fields.put("email", username + "@example.org");
    fields.put("firstName", username);
    fields.put("lastName", "Test");
    // A node of several names a host that only a load balancer would have.
    URI action = URI.create(form.group(1).replace("&amp;", "&"));
    URI here = realm.tokenEndpoint().resolve(action.getRawPath() + "?" + action.getRawQuery());
    return Http.form(here, fields).header("Cookie", cookies(page));
  }

  private static String cookies(Answer page) {
    return page.http().headers().allValues("Set-Cookie").stream()
        .map(set -> set.substring(0, set.indexOf(';')))
        .collect(Collectors.joining("; "));
  }
}
