package io.github.keycloakcognito.tag;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.PrincipalTags;
import io.github.keycloakcognito.exchange.TagValue;
import java.util.List;
import java.util.Objects;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.userprofile.UserProfileProvider;

/** The principal tags of a user, read at each call: only the sources that a pool lists. */
public final class TagSources {

  private static final String ATTRIBUTE = "attribute.";

  private final KeycloakSession session;
  private final RealmModel realm;
  private final UserModel user;
  private final String clientId;

  private TagSources(KeycloakSession session, RealmModel realm, UserModel user, String clientId) {
    this.session = session;
    this.realm = realm;
    this.user = user;
    this.clientId = clientId;
  }

  /**
   * The tags that {@code pool} hands over for a user.
   *
   * @param session whose context's realm is {@code realm}
   * @param clientId the client that the user's token was issued to
   */
  public static PrincipalTags read(
      KeycloakSession session,
      RealmModel realm,
      UserModel user,
      String clientId,
      IdentityPool pool) {
    return PrincipalTags.of(
        pool.principalTags(), new TagSources(session, realm, user, clientId)::value);
  }

  private TagValue value(String source) {
    return switch (source) {
      case "username" -> TagValue.of(user.getUsername());
      case "email" -> TagValue.of(user.isEmailVerified() ? user.getEmail() : null);
      case "client" -> TagValue.of(clientId);
      case "groups" -> groups();
      case "realm" -> TagValue.of(realm.getName());
      default -> attribute(source.substring(ATTRIBUTE.length()));
    };
  }

  /** In a fixed order. An organisation's groups have the paths that the realm's may have too. */
  private TagValue groups() {
    List<String> paths =
        user.getGroupsStream()
            .filter(group -> group.getType() == GroupModel.Type.REALM)
            .map(KeycloakModelUtils::buildGroupPath)
            .sorted()
            .toList();
    return new TagValue(paths, true);
  }

  /** In a fixed order too: Keycloak keeps none. */
  private TagValue attribute(String name) {
    List<String> values = user.getAttributeStream(name).filter(Objects::nonNull).sorted().toList();
    return new TagValue(values, values.size() > 1 || (!values.isEmpty() && isMultivalued(name)));
  }

  /** As the user profile declares it, so that a policy need not know how many values there are. */
  private boolean isMultivalued(String name) {
    UPAttribute declared =
        session.getProvider(UserProfileProvider.class).getConfiguration().getAttribute(name);
    return declared != null && declared.isMultivalued();
  }
}
