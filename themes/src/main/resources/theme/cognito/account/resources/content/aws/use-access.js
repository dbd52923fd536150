import { useEffect, useState } from "react";
import { discover } from "./pools.js";
import { asProblem } from "./problem.js";
import { loadRoles } from "./roles.js";

/**
 * @typedef {object} Access
 * @property {"loading" | "ready"} is
 * @property {import("./pools.js").Pool[]} pools
 * @property {import("./roles.js").Role[]} roles
 * @property {import("./roles.js").Trouble[]} problems
 */

/** @type {Access} */
const LOADING = { is: "loading", pools: [], roles: [], problems: [] };

/**
 * What the realm lets the user do at AWS.
 *
 * @returns {[Access, () => void]} and what loads it anew
 */
export function useAccess() {
  const [access, setAccess] = useState(LOADING);
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    /** @type {import("./pools.js").Pool[]} */
    let pools = [];
    setAccess(LOADING);
    const load = async () => {
      pools = await discover(abort.signal);
      const { roles, problems } = await loadRoles(pools, abort.signal);
      return { pools, roles, problems };
    };
    load()
      .catch((thrown) => {
        const problem = asProblem(thrown);
        return { pools, roles: [], problems: problem ? [{ problem }] : [] };
      })
      .then((loaded) => abort.signal.aborted || setAccess({ is: "ready", ...loaded }));
    return () => {
      abort.abort();
      pools.forEach((pool) => pool.tokens.clear());
    };
  }, [asked]);

  return [access, () => setAsked(asked + 1)];
}
