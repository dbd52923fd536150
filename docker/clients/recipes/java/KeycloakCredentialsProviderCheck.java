import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Runs the Java recipe against the stack that the variable STACK describes; exit code 1 if it fails. */
public final class KeycloakCredentialsProviderCheck {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Region REGION = Region.EU_WEST_1;
  private static final String SIGNED_IN =
      "arn:aws:sts::123456789012:assumed-role/KeycloakCognitoAuthenticated/";

  private final JsonNode stack;
  private final String realm;
  private final CognitoIdentityClient cognito;

  private KeycloakCredentialsProviderCheck() throws Exception {
    stack = JSON.readTree(System.getenv("STACK"));
    realm = text("keycloak") + "/realms/" + text("realm");
    cognito =
        CognitoIdentityClient.builder()
            .region(REGION)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
  }

  public static void main(String[] arguments) throws Exception {
    KeycloakCredentialsProviderCheck check = new KeycloakCredentialsProviderCheck();
    check.firstTokenRefreshSignOut();
    check.guestKeepsIdentity();
  }

  private void firstTokenRefreshSignOut() throws Exception {
    JsonNode user = newUser();
    AtomicInteger asked = new AtomicInteger();
    KeycloakCredentialsProvider provider =
        new KeycloakCredentialsProvider(
            cognito,
            realm,
            () -> {
              asked.incrementAndGet();
              return user.get("access_token").asText();
            },
            null);
    require(arn(provider).startsWith(SIGNED_IN), "signed in");
    require(arn(provider).startsWith(SIGNED_IN) && asked.get() == 1, "kept while it is fresh");

    String identityId = provider.identityId();
    provider.refresh();
    require(asked.get() == 2 && provider.identityId().equals(identityId), "refreshed");
    require(arn(provider).startsWith(SIGNED_IN), "signed in after the refresh");

    post(
        realm + "/protocol/openid-connect/logout",
        Map.of("client_id", text("client"), "refresh_token", user.get("refresh_token").asText()));
    provider.clear();
    require(provider.identityId() == null, "forgotten");
    try {
      arn(provider);
      throw new AssertionError("credentials after the sign-out");
    } catch (SdkClientException e) {
      require(e.getMessage().matches("(?s)[A-Z].*[a-z]{3}.*") && !e.getMessage().contains("answered 401"), e.getMessage());
      System.out.println("ok: refused after the sign-out: " + e.getMessage());
    }
  }

  private void guestKeepsIdentity() throws Exception {
    String guestId = cognito.getId(r -> r.identityPoolId(text("identityPoolId"))).identityId();
    require(cognito.getCredentialsForIdentity(r -> r.identityId(guestId)).credentials() != null, "a guest");
    String accessToken = newUser().get("access_token").asText();
    KeycloakCredentialsProvider provider =
        new KeycloakCredentialsProvider(cognito, realm, () -> accessToken, guestId);
    require(arn(provider).startsWith(SIGNED_IN), "signed in");
    require(provider.identityId().equals(guestId), "with the guest's identity");
    provider.refresh();
    require(provider.identityId().equals(guestId), "which stays");
  }

  private static String arn(KeycloakCredentialsProvider provider) {
    try (StsClient sts = StsClient.builder().region(REGION).credentialsProvider(provider).build()) {
      return sts.getCallerIdentity().arn();
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
    System.out.println("ok: " + what);
  }

  private JsonNode newUser() throws Exception {
    String name = "java-" + System.nanoTime();
    String administrator =
        JSON.readTree(
                post(
                    text("keycloak") + "/realms/master/protocol/openid-connect/token",
                    Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", "admin")))
            .get("access_token")
            .asText();
    String user =
        """
        {"username":"%1$s","enabled":true,"firstName":"Nova","lastName":"Newman","email":"%1$s@example.org",
         "credentials":[{"type":"password","value":"%1$s"}]}"""
            .formatted(name);
    send(
        HttpRequest.newBuilder(URI.create(text("keycloak") + "/admin/realms/" + text("realm") + "/users"))
            .header("Authorization", "Bearer " + administrator)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(user))
            .build());
    return JSON.readTree(
        post(
            realm + "/protocol/openid-connect/token",
            Map.of(
                "grant_type", "password", "client_id", text("client"), "username", name, "password", name,
                "scope", "openid cognito")));
  }

  private static String post(String url, Map<String, String> form) throws Exception {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static String send(HttpRequest request) throws Exception {
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private String text(String member) {
    return stack.get(member).asText();
  }
}
