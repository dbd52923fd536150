import { createElement as h, useState } from "react";
import { useAnnounce } from "./announcer.js";
import { Confirmation } from "./confirmation.js";
import { Button } from "./controls.js";
import { setLink } from "./doors.js";
import { useMessages } from "./messages.js";
import { ProblemAlert } from "./problem-view.js";
import { useTask } from "./use-task.js";

/**
 * A login that the identity has, or could have.
 *
 * @param {{pool: import("./pools.js").Pool, link: import("./doors.js").Link,
 *   onLink: (linked: boolean, identity: import("./doors.js").Identity) => void}} props
 */
export function LinkRow({ pool, link, onLink }) {
  const { t } = useMessages();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useTask();

  const change = () =>
    run(async (signal) => {
      const wanted = !link.linked;
      const identity = await setLink(pool, link.idp, wanted, signal);
      onLink(wanted, identity);
      announce(t(wanted ? "aws.linkedNow" : "aws.unlinkedNow", { login: link.label }));
    });

  return h(
    "li",
    { className: "kca-link" },
    h(
      "div",
      { className: "kca-link-line" },
      h(
        "div",
        null,
        h(
          "p",
          { className: "kca-link-name" },
          link.label,
          link.linked && h("span", { className: "kca-label kca-good" }, t("aws.linked")),
        ),
        h("p", { className: "kca-arn", dir: "ltr" }, link.provider),
      ),
      h(
        Button,
        { kind: "secondary", small: true, busy, subject: link.label, onClick: () => (link.linked ? setAsking(true) : change()) },
        t(link.linked ? "aws.unlink" : "aws.link"),
      ),
    ),
    problem && h(ProblemAlert, { problem, tokens: pool.tokens, onRetry: change }),
    asking &&
      h(Confirmation, {
        title: t("aws.unlink.title", { login: link.label }),
        body: t("aws.unlink.body", { login: link.label }),
        action: t("aws.unlink"),
        onClose: (confirmed) => {
          setAsking(false);
          if (confirmed) {
            change();
          }
        },
      }),
  );
}
