import { createElement as h, useEffect, useRef } from "react";

/**
 * Shows a text that React does not get to know, because it keeps what it rendered.
 *
 * @param {{store: import("./secrets.js").SecretStore, write: () => string, shown: boolean}} props
 *   `write` gives the text as of now; `shown` says whether it is the secret itself, whose words are long
 */
export function SecretText({ store, write, shown }) {
  const code = useRef(/** @type {HTMLElement | null} */ (null));

  useEffect(() => {
    const element = code.current;
    const show = () => {
      if (element) {
        element.textContent = write();
      }
    };
    show();
    const unsubscribe = store.subscribe(show);
    return () => {
      unsubscribe();
      if (element) {
        element.textContent = "";
      }
    };
  }, [store, write]);

  return h("pre", { className: `kca-code${shown ? " kca-long" : ""}`, dir: "ltr" }, h("code", { ref: code }));
}
