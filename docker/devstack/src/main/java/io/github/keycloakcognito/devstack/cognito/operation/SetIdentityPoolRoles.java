package io.github.keycloakcognito.devstack.cognito.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumption;
import io.github.keycloakcognito.devstack.cognito.assumption.Assumptions;
import io.github.keycloakcognito.devstack.cognito.identity.Pool;
import io.github.keycloakcognito.devstack.cognito.identity.RoleMapping;
import io.github.keycloakcognito.devstack.cognito.protocol.Call;
import io.github.keycloakcognito.devstack.cognito.protocol.Operation;
import io.github.keycloakcognito.devstack.cognito.wire.ErrorCode;
import io.github.keycloakcognito.devstack.cognito.wire.Input;
import io.github.keycloakcognito.devstack.cognito.wire.ServiceException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Replaces all roles and role mappings of a pool. */
final class SetIdentityPoolRoles implements Operation {
  /** Developer guide, "Quotas in Amazon Cognito"; the service model allows 400. */
  private static final int MAX_RULES = 25;

  private static final Pattern ROLE = Pattern.compile("arn:[\\w-]+:iam::(\\d{12}):role/.+");

  private final Existing existing;
  private final Assumptions assumptions;

  SetIdentityPoolRoles(Existing existing, Assumptions assumptions) {
    this.existing = existing;
    this.assumptions = assumptions;
  }

  @Override
  public ObjectNode run(Call call) {
    Input input = call.input();
    Map<String, String> roles = input.map("Roles");
    Map<String, RoleMapping> mappings = RoleMappings.read(input.structureMap("RoleMappings"));
    existing.change(
        call,
        input.text("IdentityPoolId"),
        pool -> {
          mappings.forEach((provider, mapping) -> check(pool, provider, mapping));
          arns(roles, mappings).forEach(arn -> checkPassable(call, arn));
          return pool.withRoles(roles, mappings);
        });
    return JsonNodeFactory.instance.objectNode();
  }

  private void check(Pool pool, String provider, RoleMapping mapping) {
    boolean developers =
        pool.isDeveloperProvider(provider)
            && assumptions.is(Assumption.ROLE_MAPPING_OF_DEVELOPER_PROVIDER, "accepted");
    if (!developers && !pool.roleMappingProviders().contains(provider)) {
      throw invalid(
          "("
              + provider
              + ") is not a valid RoleMapping ProviderName or is not a configured"
              + " provider.");
    }
    if (mapping.ambiguousRoleResolution().isEmpty()) {
      throw invalid("AmbiguousRoleResolution is required for the RoleMapping of " + provider + ".");
    }
    boolean rules = mapping.type().equals("Rules");
    if (rules == mapping.rules().isEmpty()) {
      throw invalid(
          "RulesConfiguration is required for the Type Rules and not allowed for the Type Token, in"
              + " the RoleMapping of "
              + provider
              + ".");
    }
    if (mapping.rules().size() > MAX_RULES) {
      throw invalid("The RoleMapping of " + provider + " has more than " + MAX_RULES + " rules.");
    }
  }

  private static Stream<String> arns(Map<String, String> roles, Map<String, RoleMapping> mappings) {
    Stream<String> mapped =
        mappings.values().stream().flatMap(m -> m.rules().stream()).map(RoleMapping.Rule::roleArn);
    return Stream.concat(roles.values().stream(), mapped);
  }

  /** IAM lets nobody pass a role of another account. */
  private static void checkPassable(Call call, String arn) {
    Matcher role = ROLE.matcher(arn);
    if (!role.matches()) {
      throw invalid("'" + arn + "' is not the ARN of a role.");
    }
    if (!role.group(1).equals(call.caller().account()) || call.caller().denied("PassRole")) {
      throw ErrorCode.NOT_AUTHORIZED.because("Access to Role '" + arn + "' is forbidden.");
    }
  }

  private static ServiceException invalid(String why) {
    return ErrorCode.INVALID_PARAMETER.because(why);
  }
}
