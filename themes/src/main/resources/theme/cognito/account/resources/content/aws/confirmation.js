import { createElement as h, useEffect, useId, useRef } from "react";
import { Button } from "./controls.js";
import { useMessages } from "./messages.js";

/**
 * Asks before something is done. The browser's own dialog holds the focus, and gives it back.
 *
 * @param {{title: string, body: string, action: string, onClose: (confirmed: boolean) => void}} props
 */
export function Confirmation({ title, body, action, onClose }) {
  const { t } = useMessages();
  const id = useId();
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));

  useEffect(() => dialog.current?.showModal(), []);

  /** @param {boolean} confirmed */
  const close = (confirmed) => dialog.current?.close(confirmed ? "confirmed" : "");
  return h(
    "dialog",
    {
      ref: dialog,
      className: "kca-dialog",
      "aria-labelledby": `${id}-title`,
      "aria-describedby": `${id}-body`,
      onClose: () => onClose(dialog.current?.returnValue === "confirmed"),
    },
    h("h2", { id: `${id}-title`, className: "pf-v5-c-title pf-m-xl" }, title),
    h("p", { id: `${id}-body` }, body),
    h(
      "div",
      { className: "kca-actions" },
      h(Button, { kind: "danger", onClick: () => close(true) }, action),
      h(Button, { kind: "link", onClick: () => close(false) }, t("aws.cancel")),
    ),
  );
}
