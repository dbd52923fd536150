package io.github.keycloakcognito.it;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link Stack} to tests; JUnit closes it after the last one. */
public final class StackExtension implements ParameterResolver, BeforeEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(StackExtension.class);

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

  private static Stack stack(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("stack", key -> Stack.start(), Stack.class);
  }
}
