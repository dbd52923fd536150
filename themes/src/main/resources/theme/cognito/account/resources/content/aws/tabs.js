import { createElement as h, useRef } from "react";

/**
 * Tabs as the ARIA Authoring Practices describe them, chosen by the arrow keys.
 *
 * @param {{id: string, label: string, tabs: {id: string, label: string}[], chosen: string,
 *   onChoose: (id: string) => void}} props
 */
export function Tabs({ id, label, tabs, chosen, onChoose }) {
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));

  /** @param {import("react").KeyboardEvent} event */
  const onKeyDown = (event) => {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const to = { [forward]: at + 1, [backward]: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      onChoose(tabs[to % tabs.length].id);
      /** @type {HTMLElement | undefined} */ (list.current?.children[to % tabs.length])?.focus();
    }
  };

  return h(
    "div",
    { className: "kca-tabs", role: "tablist", "aria-label": label, ref: list, onKeyDown },
    tabs.map((tab) =>
      h(
        "button",
        {
          key: tab.id,
          id: `${id}-${tab.id}`,
          type: "button",
          role: "tab",
          className: "kca-tab",
          "aria-selected": tab.id === chosen,
          "aria-controls": id,
          tabIndex: tab.id === chosen ? 0 : -1,
          onClick: () => onChoose(tab.id),
        },
        tab.label,
      ),
    ),
  );
}
