package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.UserAttributeMapper;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;

/**
 * The user attribute that shows a user's identity in a pool, and the claim made of it. The pool
 * called {@code default} has the plain names; in those of others the alias follows.
 */
public final class IdentityAttribute {

  private static final String ATTRIBUTE = "cognito.identity-id";
  private static final String CLAIM = "cognito_identity_id";

  private IdentityAttribute() {}

  /** The attribute's name. Stands in databases: it does not change. */
  public static String nameFor(IdentityPool pool) {
    return isDefault(pool) ? ATTRIBUTE : ATTRIBUTE + "." + pool.alias();
  }

  static String claimFor(IdentityPool pool) {
    return isDefault(pool) ? CLAIM : CLAIM + "_" + pool.alias();
  }

  private static boolean isDefault(IdentityPool pool) {
    return pool.alias().equals(RealmPools.DEFAULT_ALIAS);
  }

  /** Admins see it, nobody edits it. */
  static UPAttribute declaration(IdentityPool pool) {
    UPAttribute attribute =
        new UPAttribute(nameFor(pool), new UPAttributePermissions(Set.of("admin"), Set.of()));
    attribute.setDisplayName(
        isDefault(pool) ? "Cognito identity ID" : "Cognito identity ID, pool " + pool.alias());
    return attribute;
  }

  static ProtocolMapperModel mapper(IdentityPool pool) {
    ProtocolMapperModel mapper = new ProtocolMapperModel();
    mapper.setName(claimFor(pool));
    mapper.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
    mapper.setProtocolMapper(UserAttributeMapper.PROVIDER_ID);
    mapper.setConfig(
        Map.of(
            "user.attribute",
            nameFor(pool),
            OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME,
            claimFor(pool),
            OIDCAttributeMapperHelper.JSON_TYPE,
            "String",
            OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN,
            "true",
            OIDCAttributeMapperHelper.INCLUDE_IN_ID_TOKEN,
            "true",
            OIDCAttributeMapperHelper.INCLUDE_IN_USERINFO,
            "true",
            OIDCAttributeMapperHelper.INCLUDE_IN_INTROSPECTION,
            "true"));
    return mapper;
  }
}
