package io.github.keycloakcognito.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a realm's attributes cannot do to its sign-in page. */
@ExtendWith(StageExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class LoginThemeSafetyIT {

  private Stage stage;
  private LoginRealm realm;
  private Browser browser;
  private List<String> untouched;

  @BeforeAll
  void open(Stage theStage) {
    stage = theStage;
    realm = new LoginRealm(stage, "login-safety");
    browser = Browser.open();
    realm.open(browser, "sign-in");
    untouched = elements();
  }

  @AfterAll
  void close() {
    browser.close();
    realm.close();
  }

  /**
   * A page bears one attack by each kind of attribute: a page of its own for each takes minutes.
   */
  static Stream<Page> attacks() {
    List<Page> pages = new ArrayList<>();
    add(pages, LoginThemeAttacks.css(), "css");
    add(pages, LoginThemeAttacks.images(), "logo-url", "background-url-dark", "favicon-url");
    add(
        pages,
        LoginThemeAttacks.plain(),
        "primary-color",
        "card-color-dark",
        "logo-height",
        "radius");
    return pages.stream();
  }

  private static void add(List<Page> pages, Map<String, String> attacks, String... attributes) {
    int next = 0;
    for (Map.Entry<String, String> attack : attacks.entrySet()) {
      if (next == pages.size()) {
        pages.add(new Page(new ArrayList<>(), new TreeMap<>()));
      }
      Page page = pages.get(next++);
      page.names().add(attributes[0] + ": " + attack.getKey());
      List.of(attributes).forEach(name -> page.attributes().put(name, attack.getValue()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void evilValueIsLeftOut(Page page) {
    realm.brand(page.attributes());

    realm.open(browser, "sign-in");

    assertThat(elements()).isEqualTo(untouched);
    assertThat(browser.driver().executeScript("return window.attacked")).isNull();
    assertThat(leftOut().stream().map(line -> line.split(": ", -1)[1]))
        .containsExactlyInAnyOrderElementsOf(
            page.attributes().keySet().stream().map(LoginRealm.PREFIX::concat).toList());
    assertThat(browser.requests())
        .allMatch(request -> request.getAuthority().equals(stage.url().getAuthority()));
  }

  @Test
  void pageStillWorksUnderAllAttacksAtOnce() {
    realm.brand(
        Map.of(
            "css", "a{}</style><form>",
            "logo-url", "/x</style>.png",
            "primary-color", "#123456}*{display:none",
            "radius", "${1/0}"));
    realm.open(browser, "sign-in");

    browser.signIn("kim");

    LoginRealm.awaitSignedIn(browser);
  }

  @Test
  void nameThatDoesNotExistIsTold() {
    realm.brand(Map.of("colour", "#123456", "-->\"<script>window.attacked=1</script>", "x"));

    realm.open(browser, "sign-in");

    assertThat(leftOut())
        .containsExactlyInAnyOrder(
            "left out: cognito.login.colour: no such attribute",
            "left out: cognito.login.(another): no such attribute");
    assertThat(elements()).isEqualTo(untouched);
  }

  @Test
  void lineOfTheMistakeIsTold() {
    realm.brand(
        Map.of("css", "a { color: red }\n\nb { color: blue; }\nc { background: url(x) }\n"));

    realm.open(browser, "sign-in");

    assertThat(leftOut()).first().asString().contains("line 4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{color:red}",
        "#kc-login, .pf-v5-c-button.pf-m-primary:hover:not(.x, :disabled) > span + b ~ i { color: #fff !important }",
        "/* Calm, and round. */\n.pf-v5-c-login__main {\n  border-radius: 1.5rem;\n  margin: -1px auto 0;\n}\n",
        "body { background: linear-gradient(135deg, rgb(1 2 3 / 50%), hsl(200, 50%, 40%)) no-repeat }",
        "a { width: calc(100% - calc(var(--x, 2px) * 2)) }",
        "a { width: calc(100% - min(2px, max(var(--x), 3px)) * 2) }",
        "a { font: 600 1rem/1.5 \"Segoe UI\", Arial, sans-serif }",
        ":root { --pf-v5-global--FontSize--md: 1.125rem; --keycloak-logo-height: 80px }",
        "@media (max-width: 600px) and (prefers-color-scheme: dark) { a { color: red } b { color: blue; } }",
        "h1::before { content: \"\"; transform: rotate(45deg) translateX(2px) }",
        ".pf-v5-theme-dark a { color: color-mix(in srgb, red 20%, white) }"
      })
  void plainCssIsTaken(String css) {
    realm.brand(Map.of("css", css));

    realm.open(browser, "sign-in");

    assertThat(leftOut()).isEmpty();
    assertThat(
            browser
                .driver()
                .executeScript("return document.getElementById('cognito-css').textContent.trim()"))
        .isEqualTo(css.trim());
  }

  /** Tags and ids of all that lies in the page, in order. */
  @SuppressWarnings("unchecked")
  private List<String> elements() {
    return (List<String>)
        browser
            .driver()
            .executeScript(
                "return [...document.querySelectorAll('*')].map(e => e.tagName + '#' + e.id)");
  }

  @SuppressWarnings("unchecked")
  private List<String> leftOut() {
    return (List<String>)
        browser
            .driver()
            .executeScript(
                "const found = [], walk = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);"
                    + "while (walk.nextNode()) found.push(walk.currentNode.data.trim());"
                    + "return found.filter(text => text.startsWith('left out: '))");
  }

  /**
   * Attacks at once.
   *
   * @param attributes of the realm, with values that no report can print
   */
  private record Page(List<String> names, Map<String, String> attributes) {
    @Override
    public String toString() {
      return String.join(", ", names);
    }
  }
}
