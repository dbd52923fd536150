import { useEffect, useState, useSyncExternalStore } from "react";

/** @typedef {import("./doors.js").Credentials} Credentials */

/**
 * What may be known of credentials without knowing them.
 *
 * @typedef {object} Status
 * @property {"none" | "valid" | "expired"} is
 * @property {number} until milliseconds since 1970, by this browser's clock; 0 where there is none
 */

/** @type {Status} */
const NONE = { is: "none", until: 0 };

/** @type {Set<SecretStore>} those on the page */
const stores = new Set();

/** Forgets all credentials on the page. */
export function clearSecrets() {
  stores.forEach((store) => store.clear());
}

window.addEventListener("pagehide", clearSecrets);

/**
 * Holds credentials outside of React, which keeps what it rendered before.
 */
export function secretStore() {
  /** @type {Credentials | null} */
  let held = null;
  let status = NONE;
  /** @type {Set<() => void>} */
  const listeners = new Set();

  /**
   * @param {Credentials | null} credentials
   * @param {Status} next
   */
  function set(credentials, next) {
    held = credentials;
    status = next;
    listeners.forEach((listener) => listener());
  }

  return {
    /**
     * @param {Credentials} credentials
     * @param {number} until
     */
    put: (credentials, until) => set(credentials, { is: "valid", until }),
    read: () => held,
    status: () => status,
    clear: () => set(null, NONE),
    expire: () => set(null, { is: "expired", until: status.until }),
    /** @param {() => void} listener told at once of every change */
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** @typedef {ReturnType<typeof secretStore>} SecretStore */

/**
 * A store that is cleared when the page is left, in whatever way, and when the credentials end.
 *
 * @returns {[SecretStore, Status]}
 */
export function useSecrets() {
  const [store] = useState(secretStore);
  const status = useSyncExternalStore(store.subscribe, store.status);

  useEffect(() => {
    stores.add(store);
    return () => {
      stores.delete(store);
      store.clear();
    };
  }, [store]);

  useEffect(() => {
    if (status.is !== "valid") {
      return undefined;
    }
    // A timer stands still while the machine sleeps, so the clock is looked at.
    const timer = setInterval(() => Date.now() >= status.until && store.expire(), 500);
    return () => clearInterval(timer);
  }, [store, status]);

  return [store, status];
}
