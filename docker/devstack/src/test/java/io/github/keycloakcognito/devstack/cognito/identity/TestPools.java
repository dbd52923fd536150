package io.github.keycloakcognito.devstack.cognito.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pools for tests of this package. */
final class TestPools {
  static final String DEVELOPER = "login.test";

  private TestPools() {}

  /** A pool with a developer provider; the number tells pools apart. */
  static Pool numbered(int number) {
    return named(String.format("eu-west-1:00000000-0000-4000-8000-%012d", number), "pool");
  }

  static Pool named(String id, String name) {
    return new Pool(
        id,
        "123456789012",
        name,
        true,
        Optional.empty(),
        Optional.of(DEVELOPER),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }
}
