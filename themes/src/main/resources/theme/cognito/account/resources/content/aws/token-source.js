import { silentToken } from "./sign-in.js";

/** @typedef {import("./sign-in.js").Token} Token */

const MARGIN = 30_000;

/**
 * Tokens of one client, kept in this closure only; one request at a time.
 *
 * @param {string} client
 * @param {string} scope
 * @param {AbortSignal} signal that ends all of it
 */
export function tokenSource(client, scope, signal) {
  /** @type {Token | null} */
  let kept = null;
  /** @type {Promise<Token> | null} */
  let underWay = null;

  return {
    client,
    scope,
    /** @returns {Promise<Token>} good for half a minute at least */
    get() {
      if (kept && kept.until - MARGIN > Date.now()) {
        return Promise.resolve(kept);
      }
      underWay ??= silentToken(client, scope, signal)
        .then((token) => (kept = token))
        .finally(() => (underWay = null));
      return underWay;
    },
    /** @param {Token} token that a door has refused */
    drop(token) {
      if (kept === token) {
        kept = null;
      }
    },
    clear() {
      kept = null;
    },
  };
}

/** @typedef {ReturnType<typeof tokenSource>} TokenSource */
