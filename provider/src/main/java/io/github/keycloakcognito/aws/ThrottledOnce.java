package io.github.keycloakcognito.aws;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's strategy, but a call that AWS has throttled is not tried again at once: whoever keeps
 * the pace has to hear of it, or would not slow down.
 */
record ThrottledOnce(RetryStrategy strategy) implements RetryStrategy {

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    if (request.failure() instanceof SdkException e && RetryUtils.isThrottlingException(e)) {
      throw new TokenAcquisitionFailedException("throttled", request.token(), e);
    }
    return strategy.refreshRetryToken(request);
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return strategy.acquireInitialToken(request);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    return strategy.recordSuccess(request);
  }

  /** They stand in the strategy already; a client would put them into a copy, without this one. */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public int maxAttempts() {
    return strategy.maxAttempts();
  }

  /** The SDK asks for it only to change the strategy of a client, which nobody does here. */
  @Override
  public Builder<?, ?> toBuilder() {
    return strategy.toBuilder();
  }
}
