package io.github.keycloakcognito.devstack.cognito.operation;

import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Login;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.RoleMapping;
import io.github.keycloakcognito.devstack.cognito.token.VerifiedLogin;
import io.github.keycloakcognito.devstack.cognito.token.WebIdentity;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which role somebody gets: developer guide, "Role-based access control". */
final class RoleChoice {
  private final Assumptions assumptions;

  RoleChoice(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  String guest(Pool pool, Optional<String> customRole) {
    return unmapped(pool, false, customRole);
  }

  /** The role for logins; the first of them whose provider has a role mapping decides. */
  String user(Pool pool, List<VerifiedLogin> logins, Optional<String> customRole) {
    for (VerifiedLogin login : logins) {
      Optional<Map.Entry<String, RoleMapping>> mapping = login.setting(pool.roleMappings());
      if (mapping.isPresent()) {
        return mapped(pool, mapping.get(), login.claims(), customRole);
      }
    }
    return unmapped(pool, true, customRole);
  }

  /** The role for one of Cognito's own tokens, and for public logins that came with it. */
  String developer(
      Pool pool, WebIdentity token, List<VerifiedLogin> others, Optional<String> customRole) {
    if (token.amr().contains(Guests.AMR)) {
      return guest(pool, customRole);
    }
    List<VerifiedLogin> logins = new ArrayList<>(others);
    String provider = pool.developerProviderName().orElse("");
    if (assumptions.is(Assumption.DEVELOPER_ROLE_MAPPING, "applied")) {
      Map<String, Object> claims =
          Map.of("sub", token.subject(), "aud", token.audience(), "amr", token.amr());
      Login login = new Login(provider, token.subject());
      logins.add(new VerifiedLogin(login, token.amr(), List.of(provider), claims));
    }
    return user(pool, logins, customRole);
  }

  private String unmapped(Pool pool, boolean authenticated, Optional<String> customRole) {
    String role = pool.role(authenticated).orElseThrow(Refusals::noRole);
    if (customRole.isPresent()
        && !customRole.get().equals(role)
        && assumptions.is(Assumption.CUSTOM_ROLE_WITHOUT_MAPPING, "refused")) {
      throw Refusals.noRole();
    }
    return role;
  }

  private String mapped(
      Pool pool,
      Map.Entry<String, RoleMapping> mapping,
      Map<String, Object> claims,
      Optional<String> customRole) {
    boolean byToken = mapping.getValue().type().equals("Token");
    List<String> allowed =
        byToken ? tokenRoles(claims) : matchingRoles(mapping.getValue().rules(), claims);
    if (customRole.isPresent()) {
      return customRole.filter(allowed::contains).orElseThrow(() -> refused(customRole.get()));
    }
    Stream<String> chosen =
        byToken ? Claims.texts(claims.get("cognito:preferred_role")).stream() : allowed.stream();
    return chosen.findFirst().orElseGet(() -> ambiguous(pool, mapping));
  }

  /** An array in real tokens; comma-separated in the developer guide. */
  private static List<String> tokenRoles(Map<String, Object> claims) {
    return Claims.texts(claims.get("cognito:roles")).stream()
        .flatMap(roles -> Stream.of(roles.split(",")))
        .map(String::strip)
        .toList();
  }

  private static List<String> matchingRoles(
      List<RoleMapping.Rule> rules, Map<String, Object> claims) {
    return rules.stream()
        .filter(rule -> matches(rule, Claims.texts(claims.get(rule.claim()))))
        .map(RoleMapping.Rule::roleArn)
        .toList();
  }

  private static boolean matches(RoleMapping.Rule rule, List<String> values) {
    Predicate<String> equal = rule.value()::equals;
    return switch (rule.matchType()) {
      case "Equals" -> values.stream().anyMatch(equal);
      case "Contains" -> values.stream().anyMatch(value -> value.contains(rule.value()));
      case "StartsWith" -> values.stream().anyMatch(value -> value.startsWith(rule.value()));
      case "NotEqual" -> !values.isEmpty() && values.stream().noneMatch(equal);
      default -> throw new IllegalStateException("match type " + rule.matchType());
    };
  }

  private static String ambiguous(Pool pool, Map.Entry<String, RoleMapping> mapping) {
    boolean allowed =
        mapping
            .getValue()
            .ambiguousRoleResolution()
            .filter("AuthenticatedRole"::equals)
            .isPresent();
    if (!allowed) {
      throw ErrorCode.NOT_AUTHORIZED.because(
          "The ambiguous role mapping rules for: " + mapping.getKey() + " denied this request.");
    }
    return pool.role(true).orElseThrow(Refusals::noRole);
  }

  private RuntimeException refused(String customRole) {
    ErrorCode code = ErrorCode.named(assumptions.choice(Assumption.CUSTOM_ROLE_REFUSED));
    return code == ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION
        ? Refusals.noRole()
        : code.because("Access to Role '" + customRole + "' is forbidden.");
  }
}
