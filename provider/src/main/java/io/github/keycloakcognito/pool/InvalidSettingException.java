package io.github.keycloakcognito.pool;

/** A pool setting breaks a rule. The message names the setting and the rule, never the value. */
final class InvalidSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSettingException(String setting, String rule) {
    super(setting + ": " + rule);
  }
}
