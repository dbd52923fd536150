package io.github.keycloakcognito.exchange;

/** What is counted of Keycloak's events. All arguments come from small fixed sets. */
public interface EventMeters {

  /** This node has acted upon an event. */
  void handled(String kind);

  /** There was no room to act upon an event. */
  void dropped(String kind);

  /**
   * An identity was to be made ahead.
   *
   * @param result {@code made}, {@code there} already, {@code dropped} for want of time or room,
   *     {@code failed}
   */
  void warmUp(String result);
}
