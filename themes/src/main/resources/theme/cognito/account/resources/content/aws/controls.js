import { createElement as h } from "react";
import { Icon } from "./icons.js";

/** @typedef {import("react").ReactNode} ReactNode */

/**
 * A button of PatternFly's. One that is busy keeps the focus, and does nothing.
 *
 * @param {{kind?: string, small?: boolean, busy?: boolean, subject?: string, onClick: () => void, children?: ReactNode}
 *   & Omit<import("react").ButtonHTMLAttributes<HTMLButtonElement>, "onClick">} props `kind` is a modifier
 *   without `pf-m-`; `subject` tells screen readers what a short text is about
 */
export function Button({ kind = "secondary", small = false, busy = false, subject, onClick, children, ...rest }) {
  const classes = ["pf-v5-c-button", `pf-m-${kind}`, small && "pf-m-small", busy && "pf-m-progress pf-m-in-progress"];
  return h(
    "button",
    {
      type: "button",
      ...rest,
      className: classes.filter(Boolean).join(" "),
      "aria-disabled": busy || undefined,
      onClick: busy ? undefined : onClick,
    },
    busy && h("span", { className: "pf-v5-c-button__progress" }, h(Spinner, { size: "md" })),
    children,
    subject && h("span", { className: "pf-v5-u-screen-reader" }, ` ${subject}`),
  );
}

/**
 * @param {{size?: string, label?: string}} props `label` for screen readers; without, it is an ornament
 */
export function Spinner({ size = "xl", label }) {
  return h(
    "svg",
    {
      className: `pf-v5-c-spinner pf-m-${size}`,
      viewBox: "0 0 100 100",
      ...(label ? { role: "progressbar", "aria-valuetext": label, "aria-label": label } : { "aria-hidden": true }),
    },
    h("circle", { className: "pf-v5-c-spinner__path", cx: 50, cy: 50, r: 45, fill: "none" }),
  );
}

/**
 * @param {{icon: Parameters<typeof Icon>[0]["name"]}} props
 */
export function ButtonIcon({ icon }) {
  return h("span", { className: "pf-v5-c-button__icon pf-m-start" }, h(Icon, { name: icon }));
}
