package io.github.keycloakcognito.rest;

import io.github.keycloakcognito.exchange.ExchangeRequest;
import java.util.Map;

/** How one door reads what is special to it, shows its result and tells it to the audit. */
interface Rendering<T> {

  /**
   * Adds what the parameters say to the request.
   *
   * @throws RefusalException for parameters this door does not take
   */
  ExchangeRequest read(ExchangeRequest request, Parameters parameters);

  /** The members of the JSON answer, in order. */
  Map<String, Object> body(ExchangeRequest request, T issued);

  /** The details of the audit event; never a secret. */
  Map<String, String> audit(T issued);
}
