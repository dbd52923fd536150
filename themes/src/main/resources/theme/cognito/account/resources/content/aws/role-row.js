import { createElement as h, memo, useCallback, useEffect, useId, useState } from "react";
import { useAnnounce } from "./announcer.js";
import { openConsole } from "./console.js";
import { Button } from "./controls.js";
import { CredentialsPanel } from "./credentials-panel.js";
import { credentialsOf } from "./doors.js";
import { Icon } from "./icons.js";
import { useMessages } from "./messages.js";
import { ProblemAlert } from "./problem-view.js";
import { useSecrets } from "./secrets.js";
import { useTask } from "./use-task.js";

/** @typedef {import("./roles.js").Role} Role */

/**
 * @param {{role: Role, onIssued: () => void}} props `onIssued` is told when AWS knows the user for sure
 */
export const RoleRow = memo(
  /** @param {{role: Role, onIssued: () => void}} props */
  function RoleRow({ role, onIssued }) {
    const { t } = useMessages();
    const id = useId();
    const credentials = useCredentials(role, onIssued);
    const console = useConsole(role);

    return h(
      "li",
      { className: "kca-role", "aria-labelledby": `${id}-name` },
      h(
        "div",
        { className: "kca-role-line" },
        h(
          "div",
          { className: "kca-role-text" },
          h(
            "h3",
            { id: `${id}-name`, className: "kca-role-name" },
            role.label,
            role.isDefault && h("span", { className: "kca-label" }, t("aws.default")),
          ),
          h("p", { className: "kca-arn", dir: "ltr" }, role.arn),
        ),
        h(
          "div",
          { className: "kca-role-actions" },
          h(
            Button,
            { kind: "link", busy: console.busy, subject: role.label, onClick: console.open },
            t("aws.openConsole"),
            h("span", { className: "pf-v5-c-button__icon pf-m-end" }, h(Icon, { name: "external" })),
          ),
          h(
            Button,
            {
              kind: "secondary",
              busy: credentials.busy && !credentials.isOpen,
              subject: role.label,
              "aria-expanded": credentials.isOpen,
              "aria-controls": credentials.isOpen ? `${id}-panel` : undefined,
              onClick: credentials.toggle,
            },
            t("aws.credentials"),
            h(
              "span",
              { className: `pf-v5-c-button__icon pf-m-end kca-caret${credentials.isOpen ? " kca-open" : ""}` },
              h(Icon, { name: "down" }),
            ),
          ),
        ),
      ),
      console.blocked && h("p", { className: "kca-warning", role: "alert" }, t("aws.popupBlocked")),
      [console, credentials].map(
        ({ problem, retry }, index) =>
          problem && h(ProblemAlert, { key: index, problem, tokens: role.pool.tokens, onRetry: retry }),
      ),
      credentials.isOpen &&
        h(
          "div",
          { id: `${id}-panel`, role: "group", "aria-labelledby": `${id}-name` },
          h(CredentialsPanel, { role, ...credentials, onRenew: credentials.retry }),
        ),
    );
  },
);

/**
 * @param {Role} role
 * @param {() => void} onIssued
 */
function useCredentials(role, onIssued) {
  const { t } = useMessages();
  const announce = useAnnounce();
  const [store, status] = useSecrets();
  const { busy, problem, run, clear } = useTask();

  useEffect(() => {
    if (status.is === "expired") {
      announce(t("aws.expiredOf", { role: role.label }));
    }
  }, [announce, role, status.is, t]);

  const fetchThem = () =>
    run(async (signal) => {
      const renews = store.status().is !== "none";
      const { credentials, until } = await credentialsOf(role.pool, role.name, renews, signal);
      const same = store.read()?.AccessKeyId === credentials.AccessKeyId;
      store.put(credentials, until);
      announce(t(same ? "aws.stillNewest" : "aws.credentialsReady", { role: role.label }));
      onIssued();
    });
  const toggle = () => {
    clear();
    if (status.is === "none") {
      fetchThem();
    } else {
      store.clear();
    }
  };
  return { store, status, busy, problem, isOpen: status.is !== "none", toggle, retry: fetchThem };
}

/** @param {Role} role */
function useConsole(role) {
  const { t } = useMessages();
  const announce = useAnnounce();
  const { busy, problem, run } = useTask();
  const [blocked, setBlocked] = useState(false);

  const open = useCallback(() => {
    announce(t("aws.openingConsole"));
    run(async (signal) => setBlocked(!(await openConsole(role, t("aws.openingConsole"), signal))));
  }, [announce, role, run, t]);
  return { busy, problem, blocked, open, retry: open };
}
