import { useEffect, useRef, useState } from "react";
import { identityOf, linksOf } from "./doors.js";
import { asProblem } from "./problem.js";

/** @typedef {import("./pools.js").Pool} Pool */

/**
 * What is known of the user at a pool.
 *
 * @typedef {object} Known
 * @property {Pool} pool
 * @property {import("./doors.js").Identity | null} identity null where the user has none
 * @property {import("./doors.js").Link[]} links
 * @property {import("./problem.js").Problem | null} problem
 */

/**
 * The user's identities, asked for again as long as one is missing.
 *
 * @param {Pool[]} pools
 * @param {number} issued grows when an identity may have come to be
 * @returns {[Known[], (known: Known) => void, () => void]} nothing while they are fetched for the first time;
 *   what takes a change; what asks again
 */
export function useIdentities(pools, issued) {
  const [all, setAll] = useState(/** @type {Known[]} */ ([]));
  const [asked, setAsked] = useState(0);
  const complete = useRef(false);

  useEffect(() => {
    if (complete.current) {
      return undefined;
    }
    const abort = new AbortController();
    void Promise.all(pools.map((pool) => fetchKnown(pool, abort.signal))).then((fetched) => {
      if (!abort.signal.aborted) {
        complete.current = fetched.every(({ identity }) => identity);
        setAll(fetched);
      }
    });
    return () => abort.abort();
  }, [pools, issued, asked]);

  /** @param {Known} known */
  const change = (known) => setAll((before) => before.map((each) => (each.pool === known.pool ? known : each)));
  return [all, change, () => setAsked(asked + 1)];
}

/**
 * @param {Pool} pool
 * @param {AbortSignal} signal
 * @returns {Promise<Known>}
 */
async function fetchKnown(pool, signal) {
  try {
    const [identity, links] = await Promise.all([identityOf(pool, signal), linksOf(pool, signal)]);
    return { pool, identity, links, problem: null };
  } catch (thrown) {
    return { pool, identity: null, links: [], problem: asProblem(thrown) };
  }
}
