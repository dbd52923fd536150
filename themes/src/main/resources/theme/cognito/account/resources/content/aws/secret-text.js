import { createElement as h, useEffect, useRef } from "react";

/**
 * Shows a text that React does not get to know, because it keeps what it rendered.
 *
 * @param {{store: import("./secrets.js").SecretStore, write: () => string}} props `write` gives the text as of now
 */
export function SecretText({ store, write }) {
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

  return h("pre", { className: "kca-code", dir: "ltr" }, h("code", { ref: code }));
}
