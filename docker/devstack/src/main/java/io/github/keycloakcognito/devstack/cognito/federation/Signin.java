package io.github.keycloakcognito.devstack.cognito.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.keycloakcognito.devstack.cognito.control.ServiceClock;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKey;
import io.github.keycloakcognito.devstack.cognito.iam.AccessKeys;
import io.github.keycloakcognito.devstack.cognito.iam.RoleSession;
import io.github.keycloakcognito.devstack.cognito.state.Store;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Parameters;
import io.github.keycloakcognito.devstack.cognito.wire.Protocol;
import io.github.keycloakcognito.devstack.cognito.wire.Request;
import io.github.keycloakcognito.devstack.cognito.wire.Response;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What https://signin.aws.amazon.com/federation does (IAM user guide, "Enable custom identity
 * broker access to the AWS console"): {@code getSigninToken} takes the credentials of a session,
 * {@code login} leads to the console with what it gave. There is no console behind it.
 */
public final class Signin implements Protocol {
  private static final String PATH = "/federation";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> CONSOLES =
      List.of(".aws.amazon.com", ".amazonaws-us-gov.com", ".amazonaws.cn");

  private final AccessKeys keys;
  private final SigninTokens tokens;
  private final ServiceClock clock;

  /** Takes the credentials that verify elsewhere. */
  public Signin(AccessKeys keys, Store store, ServiceClock clock) {
    this.keys = keys;
    this.tokens = new SigninTokens(store, clock);
    this.clock = clock;
  }

  @Override
  public String service() {
    return "signin";
  }

  @Override
  public boolean serves(Request request) {
    return request.path().equals(PATH)
        && (request.method().equals("GET") || request.method().equals("POST"));
  }

  @Override
  public String operation(Request request) {
    try {
      return parameters(request).getOrDefault("Action", "");
    } catch (ServiceException e) {
      return "";
    }
  }

  @Override
  public Response answer(Request request) {
    try {
      Map<String, String> parameters = parameters(request);
      return switch (parameters.getOrDefault("Action", "")) {
        case "getSigninToken" -> signinToken(parameters);
        case "login" -> login(parameters);
        default -> throw refusal("Invalid action parameter");
      };
    } catch (ServiceException e) {
      return error(e.code(), e.getMessage());
    }
  }

  private static Map<String, String> parameters(Request request) {
    Map<String, String> parameters = Parameters.read(request.query());
    parameters.putAll(Parameters.read(new String(request.body(), StandardCharsets.UTF_8)));
    return parameters;
  }

  private Response signinToken(Map<String, String> parameters) {
    AccessKey key =
        session(parameters.getOrDefault("Session", ""))
            .orElseThrow(() -> refusal("Invalid credentials parameter"));
    boolean chained = key.caller().roleSession().map(RoleSession::chained).orElse(false);
    if (!seconds(parameters, "SessionDuration", 900, 43_200)
        || !seconds(parameters, "DurationSeconds", 900, 129_600)
        || (chained && parameters.containsKey("SessionDuration"))) {
      throw refusal("Invalid credentials parameter");
    }
    String body =
        JsonNodeFactory.instance.objectNode().put("SigninToken", tokens.issue()).toString();
    return Response.text(200, "application/json", body).with("Cache-Control", "no-store");
  }

  /** The credentials of a session, if they are whole, ours and not over. */
  private Optional<AccessKey> session(String json) {
    try {
      JsonNode session = JSON.readTree(json);
      return keys.find(session.path("sessionId").asText())
          .filter(key -> same(key.secret(), session.path("sessionKey").asText()))
          .filter(key -> key.sessionToken().isPresent())
          .filter(key -> same(key.sessionToken().get(), session.path("sessionToken").asText()))
          .filter(key -> !key.expired(clock.now()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean same(String ours, String theirs) {
    return MessageDigest.isEqual(
        ours.getBytes(StandardCharsets.UTF_8), theirs.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean seconds(Map<String, String> parameters, String name, int min, int max) {
    String text = parameters.get(name);
    return text == null
        || (text.matches("\\d{1,6}")
            && Integer.parseInt(text) >= min
            && Integer.parseInt(text) <= max);
  }

  private Response login(Map<String, String> parameters) {
    String destination = parameters.getOrDefault("Destination", "");
    if (!leadsToConsole(destination)) {
      throw refusal("Invalid destination parameter");
    }
    if (!tokens.holds(parameters.getOrDefault("SigninToken", ""))) {
      throw refusal("Invalid signin token parameter");
    }
    return Response.text(302, contentType(), "")
        .with("Location", destination)
        .with("Cache-Control", "no-store");
  }

  private static boolean leadsToConsole(String destination) {
    try {
      URI uri = new URI(destination);
      return "https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && CONSOLES.stream().anyMatch(uri.getHost().toLowerCase(Locale.ROOT)::endsWith)
          && uri.getUserInfo() == null
          && uri.getPort() == -1;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static ServiceException refusal(String message) {
    return ErrorCode.INVALID_PARAMETER.because(message);
  }

  @Override
  public ErrorCode.Wire wire(ErrorCode code) {
    return code.json();
  }

  /** Browsers see this, so it is a page; it repeats nothing of the request. */
  @Override
  public Response error(String name, int status, String message) {
    String text = message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    String page =
        "<!DOCTYPE html>\n<html><head><title>"
            + status
            + "</title></head><body><h1>HTTP Status "
            + status
            + "</h1><p>message: "
            + text
            + "</p></body></html>\n";
    return Response.text(status, contentType(), page).refusing(name);
  }

  @Override
  public String contentType() {
    return "text/html;charset=UTF-8";
  }
}
