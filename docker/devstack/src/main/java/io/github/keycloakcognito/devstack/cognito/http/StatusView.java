package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import io.github.keycloakcognito.devstack.cognito.control.LoggedCall;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words and tables of the status page. */
final class StatusView {
  private static final int CALLS = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final Controls controls;
  private final State state;
  private final Html html = new Html();

  /**
   * What is shown besides the controls.
   *
   * @param endpoint as the browser calls it
   * @param pools all of them
   * @param chosen the pool whose identities are shown
   * @param identities the page, and one more if there are more
   * @param after the identity before the page
   */
  record State(
      String endpoint,
      List<Pool> pools,
      Optional<Pool> chosen,
      List<Identity> identities,
      Optional<String> after) {}

  StatusView(Controls controls, State state) {
    this.controls = controls;
    this.state = state;
  }

  String html() {
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.put("title", "Local Cognito");
    html.empty("link", "rel", "stylesheet", "href", "/_local/style.css");
    html.close().open("body");
    header();
    html.open("main", "id", "content");
    summary();
    faults();
    pools();
    state.chosen().ifPresent(this::identities);
    calls();
    return html.close().close().close().toString();
  }

  private void header() {
    html.put("a", "Skip to the content", "class", "skip", "href", "#content");
    html.open("header").open("div");
    html.put("h1", "Local Cognito");
    html.put("p", "A double of Amazon Cognito identity pools and AWS STS");
    html.close();
    html.open("nav", "aria-label", "Page");
    html.put("a", "Reload", "href", reload());
    html.put("a", "Controls", "href", "/_local/help");
    html.put("a", "Log as JSON", "href", "/_local/log?limit=100");
    html.close().close();
  }

  private void summary() {
    html.open("dl", "class", "summary");
    html.open("div", "class", "wide").put("dt", "Endpoint");
    html.open("dd").put("code", "AWS_ENDPOINT_URL=" + state.endpoint()).close().close();
    fact("Clock", clock(), "now " + DATE_TIME.format(controls.clock().now()));
    boolean quotas = controls.quotas().enabled();
    fact("Quotas", quotas ? "On" : "Off", quotas ? "AWS's request rates" : "nothing is throttled");
    int count = controls.faults().list().size();
    fact("Faults", count == 0 ? "None" : count + " in force", "injected for tests");
    html.close();
  }

  private void fact(String name, String value, String note) {
    html.open("div").put("dt", name).open("dd").put("strong", value).text(" ");
    html.put("span", note, "class", "note").close().close();
  }

  private String clock() {
    Duration offset = controls.clock().offset();
    if (offset.isZero()) {
      return "In time";
    }
    return offset.abs().toString().substring(2).toLowerCase(Locale.ROOT)
        + (offset.isNegative() ? " behind" : " ahead");
  }

  private void faults() {
    List<Fault> faults = controls.faults().list();
    if (faults.isEmpty()) {
      return;
    }
    section("faults", "Faults in force");
    table("Operation", "Kind", "Times left", "Details");
    for (Fault fault : faults) {
      html.open("tr");
      html.put("td", fault.operation().equals("*") ? "all operations" : fault.operation());
      html.open("td").put("span", fault.kind().toString(), "class", "badge warn").close();
      html.put("td", fault.times() == null ? "until cleared" : fault.times().toString());
      html.put("td", details(fault)).close();
    }
    endTable();
    html.close();
  }

  private static String details(Fault fault) {
    if (fault.kind() == Fault.Kind.DELAY) {
      return (fault.delayMillis() == null ? 0 : fault.delayMillis()) + " ms";
    }
    return fault.type() == null ? "" : fault.type();
  }

  private void pools() {
    section("pools", "Identity pools");
    if (state.pools().isEmpty()) {
      nothing("There is no identity pool.");
    } else {
      table("Name", "Id", "Developer provider", "Guests", "Roles");
      state.pools().forEach(this::pool);
      endTable();
    }
    html.close();
  }

  private void pool(Pool pool) {
    html.open("tr").open("th", "scope", "row");
    html.put("a", pool.name(), "href", "/?pool=" + encode(pool.id()) + "#identities").close();
    html.open("td").put("code", pool.id(), "class", "id").close();
    html.open("td");
    html.put("code", pool.developerProviderName().orElse("–"), "class", "id").close();
    html.put("td", pool.allowUnauthenticated() ? "allowed" : "–");
    html.open("td");
    if (pool.roles().isEmpty()) {
      html.text("–");
    }
    pool.roles()
        .forEach(
            (kind, arn) ->
                html.open("div", "class", "pair")
                    .put("span", kind, "class", "note")
                    .text(" ")
                    .put("code", arn)
                    .close());
    html.close().close();
  }

  private void identities(Pool pool) {
    section("identities", "Identities of " + pool.name());
    List<Identity> shown =
        state.identities().subList(0, Math.min(StatusPage.IDENTITIES, state.identities().size()));
    if (shown.isEmpty()) {
      nothing(
          state.after().isEmpty() ? "Nobody has been here yet." : "There are no more identities.");
    } else {
      table("Id", "Logins", "State", "Last change");
      shown.forEach(this::identity);
      endTable();
    }
    pages(pool, shown);
    html.close();
  }

  private void identity(Identity identity) {
    html.open("tr", "class", identity.enabled() ? "" : "disabled");
    html.open("th", "scope", "row").put("code", identity.id(), "class", "id").close();
    html.open("td");
    for (Login login : identity.logins()) {
      html.open("div", "class", "pair").put("span", login.provider(), "class", "note").text(" ");
      html.put("code", login.subject()).close();
    }
    if (identity.logins().isEmpty()) {
      html.text("–");
    }
    html.close().open("td").put("span", word(identity), "class", "badge " + tone(identity));
    identity
        .mergedInto()
        .ifPresent(
            owner ->
                html.open("div", "class", "pair")
                    .put("span", "merged into", "class", "note")
                    .text(" ")
                    .put("code", owner)
                    .close());
    html.close();
    html.put("td", DATE_TIME.format(identity.modified()), "class", "time").close();
  }

  private static String word(Identity identity) {
    if (!identity.enabled()) {
      return "disabled";
    }
    if (identity.inaccessible()) {
      return "inaccessible";
    }
    return identity.guest() ? "guest" : "linked";
  }

  private static String tone(Identity identity) {
    if (identity.inaccessible()) {
      return "bad";
    }
    return identity.guest() ? "plain" : "good";
  }

  private void pages(Pool pool, List<Identity> shown) {
    boolean more = state.identities().size() > shown.size();
    if (state.after().isEmpty() && !more) {
      return;
    }
    String first = "/?pool=" + encode(pool.id());
    html.open("nav", "class", "pages", "aria-label", "Pages of identities");
    if (state.after().isPresent()) {
      html.put("a", "First page", "href", first + "#identities");
    }
    if (more) {
      String last = shown.get(shown.size() - 1).id();
      html.put(
          "a",
          "Next page",
          "rel",
          "next",
          "href",
          first + "&after=" + encode(last) + "#identities");
    }
    html.close();
  }

  private void calls() {
    section("calls", "Recent calls");
    List<LoggedCall> all = controls.log().snapshot();
    if (all.isEmpty()) {
      nothing("No call has arrived yet.");
    } else {
      table("Time (UTC)", "Operation", "Outcome", "ms", "Identity or pool", "Caller");
      for (int i = all.size() - 1; i >= Math.max(0, all.size() - CALLS); i--) {
        call(all.get(i));
      }
      endTable();
      html.put("p", "Newest first; " + all.size() + " in the log.", "class", "note");
    }
    html.close();
  }

  private void call(LoggedCall call) {
    html.open("tr").put("td", TIME.format(call.time()), "class", "time");
    html.open("th", "scope", "row").text(call.operation().isEmpty() ? "–" : call.operation());
    html.text(" ").put("span", call.service(), "class", "note").close();
    outcome(call);
    html.put("td", Double.toString(call.durationMillis()), "class", "number");
    String id = call.identityId().or(call::identityPoolId).orElse("–");
    html.open("td").put("code", id, "class", "id").close();
    code(call.caller());
    html.close();
  }

  private void outcome(LoggedCall call) {
    String tone = call.outcome().equals(LoggedCall.OK) ? "good" : "bad";
    html.open("td").put("span", call.outcome(), "class", "badge " + tone);
    call.fault().ifPresent(kind -> html.text(" ").put("span", "fault: " + kind, "class", "note"));
    html.close();
  }

  private void section(String id, String title) {
    html.open("section", "aria-labelledby", id).put("h2", title, "id", id);
  }

  private void table(String... columns) {
    html.open("div", "class", "scroll", "tabindex", "0").open("table").open("thead").open("tr");
    for (String column : columns) {
      html.put("th", column, "scope", "col");
    }
    html.close().close().open("tbody");
  }

  private void endTable() {
    html.close().close().close();
  }

  private void code(String text) {
    html.open("td").put("code", text).close();
  }

  private void nothing(String text) {
    html.put("p", text, "class", "nothing");
  }

  private String reload() {
    return state.chosen().map(pool -> "/?pool=" + encode(pool.id())).orElse("/");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
