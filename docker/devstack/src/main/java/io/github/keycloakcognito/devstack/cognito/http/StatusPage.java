package io.github.keycloakcognito.devstack.cognito.http;

import io.github.keycloakcognito.devstack.cognito.identity.Identities;
import io.github.keycloakcognito.devstack.cognito.identity.Identity;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.Pools;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a browser sees at {@code /} and {@code /_local/}. */
public final class StatusPage {
  static final int IDENTITIES = 10;
  private static final String STYLE = "/_local/style.css";
  private static final Set<String> PATHS = Set.of("/", "/_local/");
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final Controls controls;
  private final Pools pools;
  private final Identities identities;
  private final String style = read("status-page.css");

  /** Shows the given state. */
  public StatusPage(Controls controls, Pools pools, Identities identities) {
    this.controls = controls;
    this.pools = pools;
    this.identities = identities;
  }

  boolean serves(Request request) {
    if (!request.method().equals("GET")) {
      return false;
    }
    return request.path().equals(STYLE)
        || (PATHS.contains(request.path())
            && request.header("accept").orElse("").contains("text/html")
            // STS takes calls as GET as well.
            && !request.query().contains("Action="));
  }

  Response answer(Request request) {
    if (request.path().equals(STYLE)) {
      return secured(Response.text(200, "text/css; charset=utf-8", style));
    }
    String html = new StatusView(controls, view(request)).html();
    return secured(Response.text(200, "text/html; charset=utf-8", html));
  }

  private StatusView.State view(Request request) {
    Map<String, String> query = Query.of(request);
    List<Pool> all = pools.all();
    Optional<Pool> chosen =
        all.stream()
            .filter(pool -> pool.id().equals(query.get("pool")))
            .findFirst()
            .or(() -> all.stream().findFirst());
    Optional<String> after = Optional.ofNullable(query.get("after"));
    List<Identity> page =
        chosen
            .map(pool -> identities.list(pool.id(), after, false, IDENTITIES + 1))
            .orElse(List.of());
    String endpoint = "http://" + request.header("host").orElse("localhost");
    return new StatusView.State(endpoint, all, chosen, page, after);
  }

  private static Response secured(Response response) {
    return response
        .with("Content-Security-Policy", POLICY)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-store");
  }

  private static String read(String resource) {
    try (InputStream in = StatusPage.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
