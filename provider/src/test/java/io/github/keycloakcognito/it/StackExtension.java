package io.github.keycloakcognito.it;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link Stack} to tests; JUnit closes it after the last one. */
public final class StackExtension implements ParameterResolver, BeforeEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(StackExtension.class);

  private static final AtomicBoolean TRIED = new AtomicBoolean();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return stack(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Stack stack = stack(context);
    stack.cognito().clearFaults();
    stack.cognito().resetCalls();
  }

  /** Is asked again only after a failure, and what failed once would fail for each test. */
  private static Stack startOnce() {
    if (TRIED.getAndSet(true)) {
      throw new IllegalStateException("the stack did not start: see the first failure");
    }
    return Stack.start();
  }

  private static Stack stack(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("stack", key -> startOnce(), Stack.class);
  }
}
