package io.github.keycloakcognito.door;

import io.github.keycloakcognito.exchange.ExchangeRequest;
import java.util.Map;

/** How one kind of issue is asked for, shown, and told to the audit. */
interface Rendering<T> {

  /**
   * What the call's parameters ask for.
   *
   * @throws RefusalException for parameters that are wrong, or ask for what the caller may not have
   */
  ExchangeRequest read(AuthorisedCall call);

  /** The members of the JSON answer, in order. */
  Map<String, Object> body(ExchangeRequest request, T issued);

  /** The details of the audit event; never a secret. */
  Map<String, String> audit(T issued);
}
