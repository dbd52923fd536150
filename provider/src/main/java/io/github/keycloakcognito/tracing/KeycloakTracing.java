package io.github.keycloakcognito.tracing;

import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Tracing;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;

/** {@link Tracing} where the operator has switched Keycloak's on; off until the server is up. */
public final class KeycloakTracing implements Tracing {

  private volatile Tracing tracing = OFF;

  /** Asks Keycloak, which has to be up, whether and how it traces. */
  public void start(KeycloakSessionFactory factory) {
    try (KeycloakSession session = factory.create()) {
      TracingProvider provider = session.getProvider(TracingProvider.class);
      if (provider != null && !(provider instanceof NoopTracingProvider)) {
        tracing = new OpenTelemetryTracing(provider.getTracer(OpenTelemetryTracing.SCOPE));
      }
    }
  }

  @Override
  public <T> T exchange(String door, Function<ExchangeSpan, T> answer) {
    return tracing.exchange(door, answer);
  }

  @Override
  public void about(Caller caller, IdentityPool pool) {
    tracing.about(caller, pool);
  }

  @Override
  public AwsSpan awsCall(String service, String operation, String region) {
    return tracing.awsCall(service, operation, region);
  }

  @Override
  public Executor carriedBy(Executor executor) {
    return tracing.carriedBy(executor);
  }
}
