package io.github.keycloakcognito.exchange;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The AWS console of one partition (IAM user guide, "Enable custom identity broker access to the
 * AWS console").
 *
 * @param federation the endpoint that turns credentials into a sign-in, without a query
 * @param host of the console; names below it belong to the console too
 * @param region the console opens in, where no destination says otherwise
 */
public record AwsConsole(URI federation, String host, String region) {

  /** The page on which people land who name none. */
  public URI home() {
    return URI.create("https://" + host + "/console/home?region=" + region);
  }

  /** The page that {@code url} names; empty where it is not one of this console. */
  public Optional<URI> page(String url) {
    try {
      return Optional.of(new URI(url)).filter(this::isPage);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private boolean isPage(URI url) {
    if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
      return false;
    }
    String named = url.getHost().toLowerCase(Locale.ROOT);
    boolean ours = named.equals(host) || named.endsWith("." + host);
    return ours && url.getRawUserInfo() == null && url.getPort() == -1;
  }

  /**
   * The URL that signs its holder in; secret.
   *
   * @param signinToken secret
   * @param issuer where people sign in again when the session is over
   */
  public URI login(String signinToken, URI destination, URI issuer) {
    return URI.create(
        federation
            + "?Action=login&Issuer="
            + encoded(issuer.toString())
            + "&Destination="
            + encoded(destination.toString())
            + "&SigninToken="
            + encoded(signinToken));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
