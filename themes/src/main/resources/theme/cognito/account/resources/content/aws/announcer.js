import { createContext, createElement as h, useCallback, useContext, useState } from "react";

const AnnouncerContext = createContext((/** @type {string} */ _text) => {});

/** @returns {(text: string) => void} has screen readers say a text when they have nothing else to say */
export function useAnnounce() {
  return useContext(AnnouncerContext);
}

/**
 * @param {{children: import("react").ReactNode}} props
 */
export function Announcer({ children }) {
  const [said, setSaid] = useState({ text: "", again: 0 });
  const announce = useCallback(
    (/** @type {string} */ text) => setSaid(({ again }) => ({ text, again: again + 1 })),
    [],
  );
  return h(
    AnnouncerContext.Provider,
    { value: announce },
    children,
    // A new element, so that the same text is said again.
    h("div", { role: "status", className: "pf-v5-u-screen-reader" }, h("span", { key: said.again }, said.text)),
  );
}
