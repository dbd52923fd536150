import { createElement as h, useId, useState } from "react";
import { CopyButton } from "./copy-button.js";
import { useMessages } from "./messages.js";
import { Tabs } from "./tabs.js";

/**
 * How to set up `keycloak-aws`.
 *
 * @param {{cli: string}} props URL of the program
 */
export function CommandLine({ cli }) {
  const { t } = useMessages();
  const id = useId();
  const [shell, setShell] = useState("sh");
  const text = shell === "sh" ? forSh(cli) : forPowerShell(cli);
  return h(
    "section",
    { className: "kca-section", "aria-labelledby": `${id}-head` },
    h("h2", { id: `${id}-head`, className: "pf-v5-c-title pf-m-lg" }, t("aws.cli")),
    h("p", { className: "kca-hint" }, t("aws.cli.hint")),
    h(
      "div",
      { className: "kca-card" },
      h(Tabs, {
        id,
        label: t("aws.cli"),
        tabs: ["sh", "powershell"].map((each) => ({ id: each, label: t(`aws.cli.${each}`) })),
        chosen: shell,
        onChoose: setShell,
      }),
      h(
        "div",
        { id, role: "tabpanel", "aria-labelledby": `${id}-${shell}` },
        h("pre", { className: "kca-code", dir: "ltr" }, h("code", null, text)),
        h("div", { className: "kca-actions" }, h(CopyButton, { read: () => text, subject: t("aws.cli") })),
      ),
    ),
  );
}

/** @param {string} cli */
function forSh(cli) {
  return [
    "mkdir -p ~/.local/bin",
    `curl -fsS '${cli}' -o ~/.local/bin/keycloak-aws`,
    "chmod +x ~/.local/bin/keycloak-aws",
    "~/.local/bin/keycloak-aws login",
    "~/.local/bin/keycloak-aws configure",
    "",
  ].join("\n");
}

/** @param {string} cli */
function forPowerShell(cli) {
  const url = new URL(cli);
  url.searchParams.set("shell", "powershell");
  return [
    `Invoke-WebRequest -UseBasicParsing '${url}' -OutFile "$HOME\\keycloak-aws.ps1"`,
    '& "$HOME\\keycloak-aws.ps1" login',
    '& "$HOME\\keycloak-aws.ps1" configure',
    "",
  ].join("\n");
}
