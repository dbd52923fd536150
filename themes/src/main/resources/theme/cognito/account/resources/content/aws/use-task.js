import { useEffect, useRef, useState } from "react";
import { asProblem } from "./problem.js";

/** @typedef {import("./problem.js").Problem} Problem */

/**
 * Something a button does: whether it is under way, and what went wrong.
 *
 * @returns {{busy: boolean, problem: Problem | null,
 *   run: (work: (signal: AbortSignal) => Promise<void>) => void, clear: () => void}} `run` is aborted where
 *   the component goes away, and does nothing while something else runs
 */
export function useTask() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (null));
  const abort = useRef(/** @type {AbortController | null} */ (null));

  useEffect(() => () => abort.current?.abort(), []);

  /** @param {(signal: AbortSignal) => Promise<void>} work */
  const run = (work) => {
    if (busy) {
      return;
    }
    const controller = new AbortController();
    abort.current = controller;
    setBusy(true);
    setProblem(null);
    work(controller.signal)
      .catch((thrown) => !controller.signal.aborted && setProblem(asProblem(thrown)))
      .finally(() => controller.signal.aborted || setBusy(false));
  };
  return { busy, problem, run, clear: () => setProblem(null) };
}
