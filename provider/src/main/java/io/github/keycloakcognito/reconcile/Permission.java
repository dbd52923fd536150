package io.github.keycloakcognito.reconcile;

import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import java.util.function.Supplier;

/** Says which IAM action is missing where AWS denies a call. */
final class Permission {

  private Permission() {}

  /**
   * @param operation AWS's name of what {@code call} asks
   */
  static <T> T needed(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (ExchangeException e) {
      Failure failure = e.failure();
      if (failure.kind() != Kind.AWS_DENIED
          || failure.cause() == null
          || !failure.cause().startsWith("AccessDeniedException")) {
        throw e;
      }
      throw new ExchangeException(
          new Failure(
              failure.kind(),
              failure.description(),
              failure.cause(),
              "grant Keycloak cognito-identity:" + operation + " on this pool",
              failure.retryAfter(),
              failure.awsRequestId()),
          e);
    }
  }
}
