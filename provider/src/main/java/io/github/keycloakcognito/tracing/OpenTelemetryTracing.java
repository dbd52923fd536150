package io.github.keycloakcognito.tracing;

import io.github.keycloakcognito.exchange.Caller;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.IdentityPool;
import io.github.keycloakcognito.exchange.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.keycloak.tracing.TracingAttributes;

/**
 * {@link Tracing} by OpenTelemetry. Names of attributes: its semantic conventions for AWS SDK
 * clients, and Keycloak's own for realm and client.
 */
final class OpenTelemetryTracing implements Tracing {

  static final String SCOPE = "io.github.keycloakcognito";

  private static final AttributeKey<String> POOL = AttributeKey.stringKey("cognito.pool");
  private static final AttributeKey<String> RESULT = AttributeKey.stringKey("cognito.result");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> RPC_SYSTEM = AttributeKey.stringKey("rpc.system");
  private static final AttributeKey<String> RPC_SERVICE = AttributeKey.stringKey("rpc.service");
  private static final AttributeKey<String> RPC_METHOD = AttributeKey.stringKey("rpc.method");
  private static final AttributeKey<String> REGION = AttributeKey.stringKey("cloud.region");
  private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("aws.request_id");

  private final Tracer tracer;

  OpenTelemetryTracing(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public <T> T exchange(String door, Function<ExchangeSpan, T> answer) {
    Span span = tracer.spanBuilder("Cognito." + door).startSpan();
    try {
      return Context.current().with(span).wrapFunction(answer).apply(new Exchange(span));
    } catch (RuntimeException e) {
      span.setAttribute(ERROR_TYPE, e.getClass().getName());
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  @Override
  public void about(Caller caller, IdentityPool pool) {
    Span.current()
        .setAttribute(TracingAttributes.REALM_NAME, caller.realmName())
        .setAttribute(TracingAttributes.CLIENT_ID, caller.clientId())
        .setAttribute(POOL, pool.alias());
  }

  @Override
  public AwsSpan awsCall(String service, String operation, String region) {
    return new AwsCall(
        tracer
            .spanBuilder(service + "." + operation)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(RPC_SYSTEM, "aws-api")
            .setAttribute(RPC_SERVICE, service)
            .setAttribute(RPC_METHOD, operation)
            .setAttribute(REGION, region)
            .startSpan());
  }

  @Override
  public Executor carriedBy(Executor executor) {
    return Context.current().wrap(executor);
  }

  private record Exchange(Span span) implements ExchangeSpan {

    @Override
    public void answered(String result) {
      span.setAttribute(RESULT, result);
    }

    /** What the caller has to put right is no error of the server. */
    @Override
    public void refused(Failure failure) {
      span.setAttribute(RESULT, failure.kind().code());
      span.setAttribute(ERROR_TYPE, failure.kind().code());
      span.setAttribute(REQUEST_ID, failure.awsRequestId());
      if (failure.remedy() != null || failure.mayPass()) {
        span.setStatus(StatusCode.ERROR);
      }
    }
  }

  private record AwsCall(Span span) implements AwsSpan {

    @Override
    public void answered(String requestId) {
      span.setAttribute(REQUEST_ID, requestId);
      span.end();
    }

    @Override
    public void failed(String error, String requestId) {
      span.setAttribute(REQUEST_ID, requestId);
      span.setAttribute(ERROR_TYPE, error);
      span.setStatus(StatusCode.ERROR);
      span.end();
    }
  }
}
