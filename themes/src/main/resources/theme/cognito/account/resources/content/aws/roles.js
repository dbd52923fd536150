import { rolesOf } from "./doors.js";
import { asProblem } from "./problem.js";

/** @typedef {import("./doors.js").Pool} Pool */
/**
 * @typedef {{problem: import("./problem.js").Problem, pool?: Pool}} Trouble `pool` where it is one pool's
 *
 * @typedef {object} Role
 * @property {string} name
 * @property {string} label
 * @property {string} arn
 * @property {string} accountId
 * @property {boolean} isDefault
 * @property {Pool} pool through which it is taken
 *
 * @typedef {{accountId: string, roles: Role[]}} Account
 */

/**
 * The caller's roles over all pools. A role that several pools give is taken through the first of them.
 *
 * @param {Pool[]} pools
 * @param {AbortSignal} signal
 * @returns {Promise<{roles: Role[], problems: Trouble[]}>} problems of the pools that did not answer
 */
export async function loadRoles(pools, signal) {
  const answers = await Promise.allSettled(pools.map((pool) => rolesOf(pool, signal)));
  /** @type {Map<string, Role>} */
  const roles = new Map();
  /** @type {Trouble[]} */
  const problems = [];
  answers.forEach((answer, index) => {
    if (answer.status === "fulfilled") {
      for (const { name, label, arn, accountId, default: isDefault } of answer.value) {
        const role = { name, label, arn, accountId, isDefault, pool: pools[index] };
        roles.set(name, roles.get(name) ?? role);
      }
    } else {
      const problem = asProblem(answer.reason);
      if (problem) {
        problems.push({ problem, pool: pools[index] });
      }
    }
  });
  return { roles: [...roles.values()], problems };
}

/**
 * @param {Role[]} roles
 * @param {string} locale to sort by
 * @returns {Account[]}
 */
export function byAccount(roles, locale) {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  /** @type {Map<string, Role[]>} */
  const accounts = new Map();
  for (const role of [...roles].sort((a, b) => compare(a.label, b.label))) {
    const inIt = accounts.get(role.accountId) ?? [];
    inIt.push(role);
    accounts.set(role.accountId, inIt);
  }
  return [...accounts]
    .map(([accountId, inIt]) => ({ accountId, roles: inIt }))
    .sort((a, b) => compare(a.accountId, b.accountId));
}

/**
 * @param {Role[]} roles
 * @param {string} query words, all of which have to occur
 */
export function matching(roles, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return roles.filter((role) => {
    const text = `${role.label} ${role.name} ${role.arn}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
