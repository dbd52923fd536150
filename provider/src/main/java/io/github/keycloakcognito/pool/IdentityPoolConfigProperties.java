package io.github.keycloakcognito.pool;

import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.UserRemoval;
import io.github.keycloakcognito.exchange.WarmUp;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The settings of a pool as admins see them. Their names stand in realm files: do not change them.
 */
final class IdentityPoolConfigProperties {

  static final String ALIAS = "alias";
  static final String IDENTITY_POOL_ID = "identityPoolId";
  static final String DEVELOPER_PROVIDER_NAME = "developerProviderName";
  static final String TOKEN_DURATION = "tokenDuration";
  static final String ALLOWED_CLIENTS = "allowedClients";
  static final String SERVICE_ACCOUNTS = "serviceAccounts";
  static final String REQUIRED_SCOPE = "requiredScope";
  static final String PUBLIC_DISCOVERY = "publicDiscovery";

  static final String MINIMUM_ACR = "minimumAcr";
  static final String MAXIMUM_AUTHENTICATION_AGE = "maximumAuthenticationAge";
  static final String PRINCIPAL_TAGS = "principalTags";
  static final String LINKED_PROVIDERS = "linkedProviders";

  static final String USER_DELETION = "userDeletion";
  static final String WARM_UP = "warmUp";

  static final String ACCOUNT_CLIENT = "accountClient";
  static final String CLI_CLIENT = "cliClient";

  static final int DEFAULT_TOKEN_DURATION = 900;
  static final String DEFAULT_SCOPE = "cognito";

  static final List<ProviderConfigProperty> ALL =
      ProviderConfigurationBuilder.create()
          .property()
          .name(ALIAS)
          .label("Alias")
          .helpText("The name by which apps ask for the pool. The alias default is taken unasked.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .required(true)
          .add()
          .property()
          .name(IDENTITY_POOL_ID)
          .label("Identity pool ID")
          .helpText("As AWS shows it. Its first part is the region.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .required(true)
          .add()
          .property()
          .name(DEVELOPER_PROVIDER_NAME)
          .label("Developer provider name")
          .helpText("The developer provider that the pool names at AWS.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .required(true)
          .add()
          .property()
          .name(TOKEN_DURATION)
          .label("Token duration")
          .helpText("Life of an OpenID token in seconds: 1 to 86400.")
          .type(ProviderConfigProperty.INTEGER_TYPE)
          .defaultValue(DEFAULT_TOKEN_DURATION)
          .add()
          .property()
          .name(ALLOWED_CLIENTS)
          .label("Allowed clients")
          .helpText("Client IDs that may exchange their users' tokens. None until named.")
          .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
          .add()
          .property()
          .name(SERVICE_ACCOUNTS)
          .label("Service accounts")
          .helpText("Whether a client may exchange the token of its own service account.")
          .type(ProviderConfigProperty.BOOLEAN_TYPE)
          .defaultValue(false)
          .add()
          .property()
          .name(REQUIRED_SCOPE)
          .label("Required scope")
          .helpText("The client scope that an access token has to carry.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .defaultValue(DEFAULT_SCOPE)
          .add()
          .property()
          .name(PUBLIC_DISCOVERY)
          .label("Public discovery")
          .helpText("Whether anyone may read the pool's region, id and provider name.")
          .type(ProviderConfigProperty.BOOLEAN_TYPE)
          .defaultValue(true)
          .add()
          .property()
          .name(MINIMUM_ACR)
          .label("Minimum ACR")
          .helpText(
              "The least acr value of a sign-in: a name that the client or realm maps to a level,"
                  + " or a level.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .add()
          .property()
          .name(MAXIMUM_AUTHENTICATION_AGE)
          .label("Maximum authentication age")
          .helpText("How many seconds ago the user may have signed in.")
          .type(ProviderConfigProperty.INTEGER_TYPE)
          .add()
          .property()
          .name(PRINCIPAL_TAGS)
          .label("Principal tags")
          .helpText(
              "Session tags as tag=source, the most important first. Sources: username, email,"
                  + " client, groups, realm, attribute.<name>. Every role of the pool must then"
                  + " allow sts:TagSession.")
          .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
          .add()
          .property()
          .name(LINKED_PROVIDERS)
          .label("Linked providers")
          .helpText(
              "Cognito's names of social logins as alias=name, where Keycloak's identity provider"
                  + " does not tell, for example partner=login.partner.example.")
          .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
          .add()
          .property()
          .name(USER_DELETION)
          .label("On user deletion")
          .helpText(
              "What becomes of the identity of a deleted user: delete-identity deletes it, unlink"
                  + " takes the user from it, keep does nothing.")
          .type(ProviderConfigProperty.LIST_TYPE)
          .options(Stream.of(UserRemoval.values()).map(UserRemoval::code).toList())
          .defaultValue(UserRemoval.DELETE_IDENTITY.code())
          .add()
          .property()
          .name(WARM_UP)
          .label("Make identities ahead")
          .helpText(
              "When an identity is made before it is asked for: off, registration, or sign-in for"
                  + " the first one.")
          .type(ProviderConfigProperty.LIST_TYPE)
          .options(Stream.of(WarmUp.values()).map(WarmUp::code).toList())
          .defaultValue(WarmUp.OFF.code())
          .add()
          .property()
          .name(ACCOUNT_CLIENT)
          .label("Client of the account console's page")
          .helpText(
              "Client ID by which the page AWS access asks for tokens: a public client of its own,"
                  + " which is an allowed client too.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .defaultValue(IdentityPool.DEFAULT_ACCOUNT_CLIENT)
          .add()
          .property()
          .name(CLI_CLIENT)
          .label("Client of the command line")
          .helpText(
              "Client ID by which keycloak-aws signs in: a public client with the device"
                  + " authorization grant, which is an allowed client too. Without it the realm"
                  + " serves no command line.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .add()
          .build();

  private IdentityPoolConfigProperties() {}
}
