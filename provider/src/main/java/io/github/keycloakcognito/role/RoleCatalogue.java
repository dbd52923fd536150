package io.github.keycloakcognito.role;

import io.github.keycloakcognito.exchange.AwsRole;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.RoleUtils;

/**
 * The IAM roles of a user, read at each call from the Keycloak roles the user effectively has: its
 * own, those of its groups, and what they are composed of.
 */
public final class RoleCatalogue {

  private static final Logger LOG = Logger.getLogger(RoleCatalogue.class);

  private RoleCatalogue() {}

  /** In no particular order; a role whose attributes are wrong is left out, and logged. */
  public static List<AwsRole> of(UserModel user) {
    return RoleUtils.getDeepUserRoleMappings(user).stream()
        .flatMap(role -> read(role).stream())
        .toList();
  }

  /** The entry that {@code role} makes; empty where it has no ARN, or wrong attributes. */
  public static Optional<AwsRole> read(RoleModel role) {
    if (role.getFirstAttribute(RoleAttributes.ARN) == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(RoleAttributes.read(name(role), role));
    } catch (InvalidRoleException e) {
      LOG.warnf("Role %s is left out of the AWS roles: %s", name(role), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * What is wrong with the attributes of {@code role}; empty where it has no ARN, or all is well.
   */
  public static Optional<String> fault(RoleModel role) {
    if (role.getFirstAttribute(RoleAttributes.ARN) == null) {
      return Optional.empty();
    }
    try {
      RoleAttributes.read(name(role), role);
      return Optional.empty();
    } catch (InvalidRoleException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** By which callers ask for the role. */
  public static String name(RoleModel role) {
    return role.getContainer() instanceof ClientModel client
        ? KeycloakModelUtils.buildRoleQualifier(client.getClientId(), role.getName())
        : role.getName();
  }
}
