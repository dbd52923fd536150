import { createElement as h } from "react";
import { Button } from "./controls.js";
import { Icon } from "./icons.js";
import { useMessages } from "./messages.js";
import { signInAgain } from "./sign-in.js";

/** @typedef {import("./problem.js").Problem} Problem */

/**
 * @typedef {object} Props
 * @property {Problem} problem
 * @property {import("./token-source.js").TokenSource} [tokens] whose sign-in may have to be renewed
 * @property {() => void} onRetry
 */

const SIGN_IN = ["interaction", "stepUp"];
const RETRY = ["unavailable", "network", "unknown", "misconfigured"];
/** Those of which the server knows more than our own words say. */
const DETAILED = ["denied", "client", "clientScope", "scope", "conflict", "stepUp", "unknown"];

/**
 * The button that helps, if any does.
 *
 * @param {Props & {kind: string}} props `kind` of the button
 */
function Remedy({ problem, tokens, onRetry, kind }) {
  const { t } = useMessages();
  if (problem.kind === "session") {
    return h(Button, { kind, onClick: () => location.reload() }, t("aws.signInAgain"));
  }
  if (SIGN_IN.includes(problem.kind) && tokens) {
    return h(
      Button,
      { kind, onClick: () => void signInAgain(tokens.client, tokens.scope, problem) },
      t("aws.continueSignIn"),
    );
  }
  return RETRY.includes(problem.kind) ? h(Button, { kind, onClick: onRetry }, t("aws.tryAgain")) : null;
}

/**
 * @param {{problem: Problem, client?: string}} props
 */
function Explanation({ problem, client = "" }) {
  const { t, locale } = useMessages();
  const seconds = new Intl.NumberFormat(locale, { style: "unit", unit: "second", unitDisplay: "long" });
  return h(
    "div",
    null,
    h("p", null, t(`aws.problem.${problem.kind}.body`, { client })),
    problem.retryAfter && h("p", null, t("aws.retryAfter", { time: seconds.format(problem.retryAfter) })),
    problem.detail &&
      DETAILED.includes(problem.kind) &&
      h("p", { className: "kca-detail", lang: "en", dir: "ltr" }, problem.detail),
  );
}

/**
 * In place of what could not be had.
 *
 * @param {Props} props
 */
export function ProblemState(props) {
  const { t } = useMessages();
  return h(EmptyState, {
    icon: "warning",
    title: t(`aws.problem.${props.problem.kind}`),
    body: h(Explanation, { problem: props.problem, client: props.tokens?.client }),
    action: h(Remedy, { ...props, kind: "primary" }),
  });
}

/**
 * Beside what could be had.
 *
 * @param {Props} props
 */
export function ProblemAlert(props) {
  const { t } = useMessages();
  return h(
    "div",
    { className: "pf-v5-c-alert pf-m-warning pf-m-inline", role: "alert" },
    h("div", { className: "pf-v5-c-alert__icon" }, h(Icon, { name: "warning" })),
    h("p", { className: "pf-v5-c-alert__title" }, t(`aws.problem.${props.problem.kind}`)),
    h(
      "div",
      { className: "pf-v5-c-alert__description" },
      h(Explanation, { problem: props.problem, client: props.tokens?.client }),
    ),
    h("div", { className: "pf-v5-c-alert__action-group" }, h(Remedy, { ...props, kind: "link pf-m-inline" })),
  );
}

/**
 * @param {{icon: Parameters<typeof Icon>[0]["name"], title: string, body: import("react").ReactNode,
 *   action?: import("react").ReactNode}} props
 */
export function EmptyState({ icon, title, body, action }) {
  return h(
    "div",
    { className: "pf-v5-c-empty-state", role: "status" },
    h(
      "div",
      { className: "pf-v5-c-empty-state__content" },
      h(
        "div",
        { className: "pf-v5-c-empty-state__header" },
        h("div", { className: "pf-v5-c-empty-state__icon" }, h(Icon, { name: icon })),
        h(
          "div",
          { className: "pf-v5-c-empty-state__title" },
          h("h2", { className: "pf-v5-c-empty-state__title-text" }, title),
        ),
      ),
      h("div", { className: "pf-v5-c-empty-state__body" }, body),
      action && h("div", { className: "pf-v5-c-empty-state__footer" }, action),
    ),
  );
}
