import { createElement as h, useCallback, useEffect, useState } from "react";
import { Announcer } from "./announcer.js";
import { CommandLine } from "./command-line.js";
import { Spinner } from "./controls.js";
import { pageUrl } from "./environment.js";
import { Identities } from "./identity.js";
import { MessagesProvider, useLoadedMessages, useMessages } from "./messages.js";
import { EmptyState, ProblemAlert, ProblemState } from "./problem-view.js";
import { RoleList } from "./role-list.js";
import { useAccess } from "./use-access.js";

/** The page "AWS access" of Keycloak's account console, which gives it nothing. */
export default function AwsAccess() {
  const messages = useLoadedMessages();
  useEffect(markMenuEntry);
  if (!messages) {
    return h("div", { className: "kca-loading" }, h(Spinner, {}));
  }
  return h(
    MessagesProvider,
    { value: messages },
    h(
      "div",
      { className: "kca", lang: messages.locale, "data-testid": "aws-access" },
      h(Announcer, null, h(Heading), h("div", { className: "pf-v5-c-page__main-section pf-m-light" }, h(Body))),
    ),
  );
}

function Heading() {
  const { t } = useMessages();
  return h(
    "div",
    { className: "pf-v5-c-page__main-section pf-m-light" },
    h(
      "div",
      { className: "pf-v5-c-content" },
      h("h1", { className: "pf-v5-c-title pf-m-2xl", "data-testid": "page-heading" }, t("awsAccess")),
      h("p", null, t("aws.description")),
    ),
  );
}

function Body() {
  const { t } = useMessages();
  const [{ is, pools, roles, problems }, reload] = useAccess();
  const [issued, setIssued] = useState(0);
  const onIssued = useCallback(() => setIssued((before) => before + 1), []);
  const cli = pools.find((pool) => pool.cli)?.cli;

  if (is === "loading") {
    return h("div", { className: "kca-loading" }, h(Spinner, { label: t("aws.loading") }));
  }
  if (roles.length === 0 && problems.length > 0) {
    const [{ problem, pool }] = problems;
    return h(ProblemState, { problem, tokens: pool?.tokens, onRetry: reload });
  }
  return h(
    "div",
    { className: "kca-body" },
    problems.map(({ problem, pool }, index) =>
      h(ProblemAlert, { key: index, problem, tokens: pool?.tokens, onRetry: reload }),
    ),
    roles.length > 0
      ? h(RoleList, { roles, onIssued })
      : h(EmptyState, {
          icon: "key",
          title: t("aws.noRoles"),
          body: h("div", null, h("p", null, t("aws.noRoles.why")), h("p", null, t("aws.noRoles.what"))),
        }),
    h(Identities, { pools, issued, onlyIfAny: roles.length === 0 }),
    cli && roles.length > 0 && h(CommandLine, { cli }),
  );
}

/** The account console does not see that its menu entry leads here. */
function markMenuEntry() {
  const path = new URL(pageUrl).pathname;
  const link = document.querySelector(`nav a[href^="${CSS.escape(path)}"]`);
  link?.classList.add("pf-m-current");
  link?.setAttribute("aria-current", "page");
  return () => {
    link?.classList.remove("pf-m-current");
    link?.removeAttribute("aria-current");
  };
}
