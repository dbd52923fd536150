import { createElement as h, useCallback, useId, useState } from "react";
import { Button } from "./controls.js";
import { CopyButton } from "./copy-button.js";
import { Countdown } from "./countdown.js";
import { HIDDEN, formatsFor } from "./formats.js";
import { useMessages } from "./messages.js";
import { SecretText } from "./secret-text.js";
import { Tabs } from "./tabs.js";

/**
 * A role's credentials in the forms that tools take.
 *
 * @param {{role: import("./roles.js").Role, store: import("./secrets.js").SecretStore,
 *   status: import("./secrets.js").Status, busy: boolean, onRenew: () => void}} props
 */
export function CredentialsPanel({ role, store, status, busy, onRenew }) {
  const { t } = useMessages();
  const id = useId();
  const formats = formatsFor(role);
  const [chosen, setChosen] = useState(formats[0].id);
  const [shown, setShown] = useState(false);
  const format = formats.find(({ id: its }) => its === chosen) ?? formats[0];
  const usable = status.is === "valid" || !format.secret;

  const read = () => format.text(store.read() ?? HIDDEN, role);
  const write = useCallback(
    () => format.text((shown && store.read()) || HIDDEN, role),
    [format, role, shown, store],
  );

  return h(
    "div",
    { className: "kca-panel" },
    h(
      "div",
      { className: "kca-panel-head" },
      status.is === "valid"
        ? h(Countdown, { until: status.until })
        : h("p", { className: "kca-expired" }, t("aws.expired")),
      h(Button, { kind: "secondary", small: true, busy, subject: role.label, onClick: onRenew }, t("aws.renew")),
    ),
    h(Tabs, {
      id,
      label: t("aws.formats"),
      tabs: formats.map((each) => ({ id: each.id, label: t(`aws.format.${each.id}`) })),
      chosen: format.id,
      onChoose: setChosen,
    }),
    h(
      "div",
      { id, role: "tabpanel", "aria-labelledby": `${id}-${format.id}` },
      h("p", { className: "kca-hint" }, t(`aws.format.${format.id}.hint`)),
      usable && h(SecretText, { store, write, shown: shown && format.secret }),
      usable &&
        h(
          "div",
          { className: "kca-actions" },
          h(CopyButton, { read, kind: "primary", subject: t(`aws.format.${format.id}`) }),
          format.secret &&
            h(
              Button,
              { kind: "link", small: true, subject: role.label, onClick: () => setShown(!shown) },
              t(shown ? "aws.hide" : "aws.reveal"),
            ),
        ),
    ),
  );
}
