package io.github.keycloakcognito.exchange;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A role to take, for how long, and the name by which CloudTrail will call whoever took it.
 *
 * @param name as STS allows it in {@code RoleSessionName}
 */
public record RoleSession(AwsRole role, Duration duration, String name) {

  private static final Pattern REFUSED_BY_STS = Pattern.compile("[^A-Za-z0-9_+=,.@-]");
  private static final Pattern NAMELESS = Pattern.compile("[-_]*");
  private static final int SHORTEST_NAME = 2;
  private static final int LONGEST_NAME = 64;

  /** A session that names the person; the user id stands in for a name STS could not show. */
  public static RoleSession of(AwsRole role, Duration duration, Caller caller) {
    String name = clean(caller.username());
    boolean usable = name.length() >= SHORTEST_NAME && !NAMELESS.matcher(name).matches();
    // The ids of users in other user storages have colons.
    String shown = usable ? name : clean(caller.userId());
    return new RoleSession(
        role, duration, shown.substring(0, Math.min(LONGEST_NAME, shown.length())));
  }

  private static String clean(String text) {
    return REFUSED_BY_STS.matcher(text).replaceAll("_");
  }
}
