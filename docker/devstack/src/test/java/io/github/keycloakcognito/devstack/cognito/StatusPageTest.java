package io.github.keycloakcognito.devstack.cognito;

import static io.github.keycloakcognito.devstack.cognito.Cognito.POOL;
import static io.github.keycloakcognito.devstack.cognito.Cognito.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakcognito.devstack.cognito.control.Fault;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class StatusPageTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  @RegisterExtension static final Cognito SERVER = new Cognito();

  @BeforeEach
  void reset() {
    SERVER.running().reset();
  }

  private static HttpResponse<String> get(String path) {
    return Raw.request(SERVER.endpoint(), "GET", path).header("accept", BROWSER).send();
  }

  /** The page as a parser sees it: what is not well formed fails here. */
  private static Document page(String path) throws Exception {
    String html = get(path).body();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
  }

  private static List<String> rows(Document page, String section) {
    List<String> rows = new ArrayList<>();
    NodeList sections = page.getElementsByTagName("section");
    for (int i = 0; i < sections.getLength(); i++) {
      var element = (org.w3c.dom.Element) sections.item(i);
      if (element.getAttribute("aria-labelledby").equals(section)) {
        NodeList found = element.getElementsByTagName("tr");
        for (int row = 1; row < found.getLength(); row++) {
          rows.add(found.item(row).getTextContent());
        }
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/_local/"})
  void showsWhatIsThere(String path) throws Exception {
    String identity = SERVER.token("alice").identityId();
    String guest = SERVER.guest();
    Document page = page(path);
    assertThat(page.getDocumentElement().getTextContent())
        .contains("AWS_ENDPOINT_URL=" + SERVER.endpoint(), "In time", "Off", "None");
    assertThat(rows(page, "pools"))
        .hasSize(SERVER.running().pools().size())
        .anyMatch(row -> row.contains(POOL) && row.contains(PROVIDER));
    assertThat(rows(page, "identities"))
        .anyMatch(row -> row.contains(identity) && row.contains("alice") && row.contains("linked"))
        .anyMatch(row -> row.contains(guest) && row.contains("guest"));
    assertThat(rows(page, "calls"))
        .hasSize(2)
        .first()
        .asString()
        .contains("GetId", "anonymous", "OK", guest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</code></td><b>&amp;'",
        "]]>",
        "\u0000\u0007\u202e tab\there"
      })
  void escapesWhatUsersAreCalled(String user) throws Exception {
    SERVER.token(user);
    String html = get("/").body();
    assertThat(html).doesNotContain("<script", "<img", "<b>", "\u0000", "\u0007");
    assertThat(rows(page("/"), "identities"))
        .singleElement()
        .asString()
        .contains(user.replaceAll("[\\p{Cc}]", "\uFFFD"));
  }

  @Test
  void escapesHostAndQuery() {
    String html =
        Wire.get(SERVER.endpoint(), "/?pool=%22%3E%3Cscript%3E&after=%3Cscript%3E", "\"><script>");
    assertThat(html).doesNotContain("<script");
  }

  @Test
  void showsNoSecrets() {
    var token = SERVER.token("alice");
    var issued =
        SERVER
            .client()
            .getCredentialsForIdentity(
                r ->
                    r.identityId(token.identityId())
                        .logins(java.util.Map.of(Cognito.COGNITO, token.token())))
            .credentials();
    assertThat(get("/").body())
        .doesNotContain(
            token.token(),
            issued.accessKeyId(),
            issued.secretKey(),
            issued.sessionToken(),
            Cognito.KEY.accessKeyId(),
            Cognito.KEY.secretAccessKey());
  }

  @Test
  void showsFaultsClockAndQuotas() throws Exception {
    SERVER
        .running()
        .faults(List.of(Fault.error("GetId", "LimitExceededException", "full").times(3)));
    SERVER.running().clockOffset(Duration.ofMinutes(-90));
    SERVER.running().quotas(true);
    Document page = page("/");
    assertThat(page.getDocumentElement().getTextContent())
        .contains("1h30m behind", "On", "1 in force");
    assertThat(rows(page, "faults")).containsExactly("GetIderror3LimitExceededException");
  }

  @Test
  void givesIdentitiesInPages() throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      all.add(SERVER.guest());
    }
    List<String> shown = new ArrayList<>();
    String next = "/?pool=" + POOL;
    while (next != null) {
      Document page = page(next);
      rows(page, "identities").forEach(row -> shown.add(row.substring(0, all.get(0).length())));
      next = link(page, "Next page");
    }
    assertThat(shown).containsExactlyElementsOf(all.stream().sorted().toList());
  }

  private static String link(Document page, String text) {
    NodeList links = page.getElementsByTagName("a");
    for (int i = 0; i < links.getLength(); i++) {
      if (links.item(i).getTextContent().equals(text)) {
        return ((org.w3c.dom.Element) links.item(i)).getAttribute("href");
      }
    }
    return null;
  }

  @Test
  void needsNothingFromElsewhere() {
    HttpResponse<String> page = get("/");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy -> assertThat(policy).contains("default-src 'none'", "style-src 'self'"));
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body()).doesNotContain("<script", "style=", "src=", "https://");
    HttpResponse<String> style = get("/_local/style.css");
    assertThat(style.headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
    assertThat(style.body()).contains("prefers-color-scheme: dark").doesNotContain("url(");
  }

  @Test
  void isForBrowsersOnly() {
    assertThat(Raw.request(SERVER.endpoint(), "GET", "/").send().body())
        .startsWith("<ErrorResponse");
    assertThat(get("/?Action=GetCallerIdentity&Version=2011-06-15").body())
        .contains("<Code>MissingAuthenticationToken</Code>");
  }
}
