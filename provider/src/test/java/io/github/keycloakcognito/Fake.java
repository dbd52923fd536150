package io.github.keycloakcognito;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * Stands in for one of Keycloak's large interfaces where a test needs two or three of its methods.
 * Default methods run as they are; whatever a test did not foresee fails.
 */
public final class Fake {

  /** What a method answers. */
  @FunctionalInterface
  public interface Answer {
    Object to(Object[] arguments);
  }

  private Fake() {}

  /**
   * Makes one.
   *
   * @param answers by method name
   */
  public static <T> T of(Class<T> type, Map<String, Answer> answers) {
    InvocationHandler handler =
        (proxy, method, arguments) -> answer(proxy, method, arguments, answers);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object answer(
      Object proxy, Method method, Object[] arguments, Map<String, Answer> answers)
      throws Throwable {
    Answer answer = answers.get(method.getName());
    if (answer != null) {
      return answer.to(arguments);
    }
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    throw new UnsupportedOperationException(method.toString());
  }

  private static Object ofObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "fake " + proxy.getClass().getInterfaces()[0].getSimpleName();
    };
  }
}
