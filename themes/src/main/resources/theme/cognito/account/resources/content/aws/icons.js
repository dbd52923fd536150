import { createElement as h } from "react";

const PATHS = {
  check: "M6.2 12.6 1.8 8.2l1.4-1.4 3 3 6.6-6.6 1.4 1.4z",
  copy: "M5 1h8a1.5 1.5 0 0 1 1.5 1.5v8H13v-8H5zM2.5 4h7A1.5 1.5 0 0 1 11 5.5v8A1.5 1.5 0 0 1 9.5 15h-7A1.5 1.5 0 0 1 1 13.500v-8A1.5 1.5 0 0 1 2.5 4zm0 1.500v8h7v-8z",
  down: "M2.2 5.2 3.3 4.1 8 8.800l4.7-4.7 1.1 1.100L8 11z",
  external: "M9 1h6v6h-1.700V3.900L7.6 9.6 6.4 8.400l5.7-5.700H9zM2.5 3H7v1.600H2.600v8.800h8.800V9H13v4.500a1.5 1.5 0 0 1-1.5 1.500h-9A1.5 1.5 0 0 1 1 13.500v-9A1.5 1.5 0 0 1 2.5 3z",
  key: "M10.5 1A4.5 4.5 0 0 0 6.2 6.8L1 12v3h3v-1.5h1.5V12H7v-1.5l1.2-1.2A4.5 4.5 0 1 0 10.5 1zm1 2.5a1 1 0 1 1 0 2 1 1 0 0 1 0-2z",
  search: "M7 1a6 6 0 1 0 3.7 10.700l3.1 3.1 1.1-1.1-3.1-3.100A6 6 0 0 0 7 1zm0 1.600a4.4 4.4 0 1 1 0 8.8 4.4 4.4 0 0 1 0-8.800z",
  warning: "M8 1.2 15.5 14.500H.5zM7.2 6v4.500h1.600V6zm0 5.500V13h1.600v-1.500z",
  info: "M8 .8a7.2 7.2 0 1 0 0 14.400A7.2 7.2 0 0 0 8 .8zM7.2 4h1.600v1.700H7.200zm0 2.800h1.600V12H7.200z",
};

/**
 * An icon that says nothing to screen readers.
 *
 * @param {{name: keyof typeof PATHS}} props
 */
export function Icon({ name }) {
  return h(
    "svg",
    { className: "pf-v5-svg", viewBox: "0 0 16 16", width: "1em", height: "1em", fill: "currentColor", "aria-hidden": true, focusable: false },
    h("path", { d: PATHS[name], fillRule: "evenodd" }),
  );
}
