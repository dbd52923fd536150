package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.Tracing;
import io.github.keycloakcognito.exchange.Tracing.AwsSpan;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;

/** A span for each call of the SDK, those that fetch Keycloak's own credentials from STS too. */
final class TracedCalls implements ExecutionInterceptor {

  private static final ExecutionAttribute<AwsSpan> SPAN =
      new ExecutionAttribute<>("keycloak-cognito-span");

  private final Tracing tracing;

  TracedCalls(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes call) {
    Region region = call.getAttribute(AwsExecutionAttribute.AWS_REGION);
    call.putAttribute(
        SPAN,
        tracing.awsCall(
            call.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
            call.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
            region == null ? null : region.id()));
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes call) {
    call.getAttribute(SPAN)
        .answered(
            context.response() instanceof AwsResponse answer ? AwsCalls.requestId(answer) : null);
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes call) {
    AwsSpan span = call.getAttribute(SPAN);
    Throwable thrown = context.exception();
    if (thrown instanceof AwsServiceException e && e.awsErrorDetails() != null) {
      span.failed(e.awsErrorDetails().errorCode(), e.requestId());
    } else {
      span.failed(thrown.getClass().getSimpleName(), null);
    }
  }
}
