import { realmUrl } from "./environment.js";
import { Problem, problemOf } from "./problem.js";
import { clearSecrets } from "./secrets.js";

/** @typedef {import("./pools.js").Pool} Pool */

/**
 * @param {string} door with its slash
 * @param {string | undefined} alias
 */
export function doorUrl(door, alias) {
  return `${realmUrl}/cognito${door}${alias === undefined ? "" : `?pool=${encodeURIComponent(alias)}`}`;
}

/**
 * Calls a door. Where the session is over, the page forgets what it holds.
 *
 * @param {Pool} pool
 * @param {string} method
 * @param {string} door with its slash
 * @param {AbortSignal} signal
 * @param {Record<string, string>} [form] parameters of POST
 * @returns {Promise<any>} the answer
 * @throws {Problem}
 */
async function call(pool, method, door, signal, form) {
  try {
    return await callTwice(pool, method, door, signal, form);
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.kind === "session") {
      clearSecrets();
    }
    throw thrown;
  }
}

/**
 * A second time with a new token where the first was refused.
 *
 * @param {Parameters<typeof call>} given
 */
async function callTwice(...given) {
  const [pool, method, door, signal, form] = given;
  for (let attempt = 1; ; attempt++) {
    const token = await pool.tokens.get();
    const response = await fetch(doorUrl(door, pool.alias), {
      method,
      headers: { Authorization: `Bearer ${token.value}` },
      body: form && new URLSearchParams(form),
      signal,
      cache: "no-store",
      credentials: "omit",
    });
    if (response.ok) {
      return response.json();
    }
    const problem = await problemOf(response);
    if (problem.kind !== "session" || attempt === 2) {
      throw problem;
    }
    pool.tokens.drop(token);
  }
}

/**
 * @typedef {{name: string, label: string, arn: string, accountId: string, default: boolean}} RoleAnswer
 * @typedef {{AccessKeyId: string, SecretAccessKey: string, SessionToken: string, Expiration: string}} Credentials
 * @typedef {{IdentityId: string, CreationDate?: string}} Identity
 * @typedef {{idp: string, label: string, provider: string, linked: boolean}} Link
 */

/**
 * @param {Pool} pool
 * @param {AbortSignal} signal
 * @returns {Promise<RoleAnswer[]>}
 */
export async function rolesOf(pool, signal) {
  return (await call(pool, "GET", "/roles", signal)).roles;
}

/**
 * @param {Pool} pool
 * @param {string} role name
 * @param {boolean} fresh whether those the server has kept will not do
 * @param {AbortSignal} signal
 * @returns {Promise<{credentials: Credentials, until: number}>} secret; they end at `until`, in
 *   milliseconds since 1970 by this browser's clock
 */
export async function credentialsOf(pool, role, fresh, signal) {
  const credentials = await call(pool, "POST", "/credentials", signal, { role, fresh: String(fresh) });
  const { clockAhead } = await pool.tokens.get();
  return { credentials, until: Date.parse(credentials.Expiration) + clockAhead };
}

/**
 * @param {Pool} pool
 * @param {string} role name
 * @param {AbortSignal} signal
 * @returns {Promise<string>} URL that signs its holder in to the AWS console; secret
 */
export async function consoleUrl(pool, role, signal) {
  return (await call(pool, "POST", "/console", signal, { role })).url;
}

/**
 * @param {Pool} pool
 * @param {AbortSignal} signal
 * @returns {Promise<Identity | null>} null where the user has none yet
 */
export async function identityOf(pool, signal) {
  return call(pool, "GET", "/identity", signal).catch(noneIfAbsent);
}

/**
 * @param {Pool} pool
 * @param {AbortSignal} signal
 * @returns {Promise<Link[]>}
 */
export async function linksOf(pool, signal) {
  return (await call(pool, "GET", "/links", signal).catch(noneIfAbsent))?.links ?? [];
}

/**
 * Links a login, or unlinks it.
 *
 * @param {Pool} pool
 * @param {string} idp alias
 * @param {boolean} linked what is wanted
 * @param {AbortSignal} signal
 * @returns {Promise<Identity>}
 */
export function setLink(pool, idp, linked, signal) {
  return call(pool, linked ? "PUT" : "DELETE", `/links/${encodeURIComponent(idp)}`, signal);
}

/** @param {unknown} thrown */
function noneIfAbsent(thrown) {
  if (thrown instanceof Problem && thrown.kind === "noPool") {
    return null;
  }
  throw thrown;
}
