import { doorUrl } from "./doors.js";
import { problemOf } from "./problem.js";
import { tokenSource } from "./token-source.js";

/** @typedef {import("./token-source.js").TokenSource} TokenSource */

/**
 * @typedef {object} Pool
 * @property {string | undefined} alias undefined where the realm does not tell: then it is the default pool
 * @property {boolean} isDefault
 * @property {TokenSource} tokens
 * @property {string | undefined} cli URL of the command line, if the pool offers one
 */

/**
 * The realm's pools, the default one first.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<Pool[]>} one at least
 */
export async function discover(signal) {
  /** @type {Map<string, TokenSource>} */
  const sources = new Map();
  const first = await description(undefined, signal);
  /** @type {string[]} */
  const others = (first.pools ?? []).filter((/** @type {string} */ alias) => alias !== first.pool);
  const rest = await Promise.all(others.map((alias) => description(alias, signal)));
  return [first, ...rest].map((described, index) => {
    const client = described.account_client ?? "aws-access";
    const scope = described.scope ?? "cognito";
    const key = JSON.stringify([client, scope]);
    const tokens = sources.get(key) ?? tokenSource(client, scope, signal);
    sources.set(key, tokens);
    return { alias: described.pool, isDefault: index === 0, tokens, cli: described.cli_endpoint };
  });
}

/**
 * @param {string | undefined} alias
 * @param {AbortSignal} signal
 * @returns {Promise<{pool?: string, pools?: string[], scope?: string, account_client?: string, cli_endpoint?: string}>}
 *   nothing where the pool is not described publicly
 */
async function description(alias, signal) {
  const response = await fetch(doorUrl("", alias), { signal, cache: "no-store", credentials: "omit" });
  if (response.ok) {
    return response.json();
  }
  if (response.status === 404) {
    return { pool: alias };
  }
  throw await problemOf(response);
}
