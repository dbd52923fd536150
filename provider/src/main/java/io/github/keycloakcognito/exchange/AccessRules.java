package io.github.keycloakcognito.exchange;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who may exchange at all. Asked at every call, before the cache. */
public final class AccessRules {

  private final Binding binding;
  private final InstantSource clock;

  /**
   * @param clock tells how long ago a caller signed in
   */
  public AccessRules(Binding binding, InstantSource clock) {
    this.binding = binding;
    this.clock = clock;
  }

  /** The reason to refuse, or empty. */
  public Optional<Failure> refusal(Caller caller, IdentityPool pool) {
    if (!pool.allowedClients().contains(caller.clientId())) {
      return denied("This client is not allowed for the identity pool.");
    }
    if (!caller.scopes().contains(pool.requiredScope())) {
      return Optional.of(
          Failure.of(
              Kind.INSUFFICIENT_SCOPE,
              "The access token lacks the scope " + pool.requiredScope() + "."));
    }
    if (caller.serviceAccount() && !pool.serviceAccounts()) {
      return denied("Service accounts are not allowed for the identity pool.");
    }
    if (caller.actionRequired()) {
      return denied("The user has to complete a required action first: sign in again.");
    }
    return boundTo(caller.realmName(), pool)
        .or(() -> pool.requirement().refusal(caller.signIn(), clock.instant()));
  }

  /**
   * The role a caller asks for, out of those that were given to the user.
   *
   * @param held the roles the user has at this moment
   * @param name of a role; never its ARN
   * @throws ExchangeException if the caller may not take it
   */
  public AwsRole role(Caller caller, IdentityPool pool, List<AwsRole> held, String name) {
    if (name.startsWith("arn:")) {
      throw new ExchangeException(
          Failure.of(Kind.INVALID_REQUEST, "role: must be a role's name, not its ARN."));
    }
    AwsRole role =
        takeable(pool, held).stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    refused(
                        Failure.of(
                            Kind.ACCESS_DENIED,
                            "The role is not granted, or not for this identity pool.")));
    roleRefusal(caller, role)
        .ifPresent(
            failure -> {
              throw refused(failure);
            });
    return role;
  }

  /** Those of {@code held} that may be taken through {@code pool}, by name. */
  public static List<AwsRole> takeable(IdentityPool pool, List<AwsRole> held) {
    return held.stream()
        .filter(role -> role.belongsTo(pool))
        .sorted(Comparator.comparing(AwsRole::name).thenComparing(AwsRole::arn))
        .toList();
  }

  /** Why {@code caller} may not take {@code role} although it was given to the user, or empty. */
  public Optional<Failure> roleRefusal(Caller caller, AwsRole role) {
    return roleBoundTo(caller.realmName(), role)
        .or(() -> role.requirement().refusal(caller.signIn(), clock.instant()));
  }

  /** The operator's word: whether this realm may hand out that role. */
  public Optional<Failure> roleBoundTo(String realmName, AwsRole role) {
    if (binding.allowsRole(realmName, role.arn())) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            Kind.ACCESS_DENIED,
            "The server's operator has not bound the role to this realm.",
            "role " + role.arn() + " is not bound to realm " + realmName,
            "add "
                + realmName
                + "="
                + role.arn()
                + " or a pattern to the server option roles, or take aws.role.arn off the role",
            null,
            null));
  }

  /** The operator's word: whether this realm may use that pool. */
  public Optional<Failure> boundTo(String realmName, IdentityPool pool) {
    if (binding.allowsPool(realmName, pool.identityPoolId())) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            Kind.ACCESS_DENIED,
            "The server's operator has not bound the identity pool to this realm.",
            "pool " + pool.identityPoolId() + " is not bound to realm " + realmName,
            "add "
                + realmName
                + "="
                + pool.identityPoolId()
                + " to the server option pools, or remove the pool from the realm",
            null,
            null));
  }

  private static ExchangeException refused(Failure failure) {
    return new ExchangeException(failure);
  }

  private static Optional<Failure> denied(String description) {
    return Optional.of(Failure.of(Kind.ACCESS_DENIED, description));
  }
}
