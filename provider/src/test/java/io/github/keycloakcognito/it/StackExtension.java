package io.github.keycloakcognito.it;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one {@link Stack} of this JVM to tests. It ends with the JVM: where tests run in
 * several JVMs, JUnit's own end comes after each class.
 */
public final class StackExtension
    implements ParameterResolver, BeforeEachCallback, AfterAllCallback {

  private static boolean tried;
  private static Stack stack;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return stack();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    stack().cognito().clearFaults();
    stack().cognito().resetCalls();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stack().dropRemovals();
  }

  /** What failed once would fail for each test. */
  private static synchronized Stack stack() {
    if (stack == null) {
      if (tried) {
        throw new IllegalStateException("the stack did not start: see the first failure");
      }
      tried = true;
      stack = Stack.start();
    }
    return stack;
  }
}
