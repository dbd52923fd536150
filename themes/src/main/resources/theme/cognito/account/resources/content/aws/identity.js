import { createElement as h } from "react";
import { CopyButton } from "./copy-button.js";
import { LinkRow } from "./link-row.js";
import { useMessages } from "./messages.js";
import { ProblemAlert } from "./problem-view.js";
import { useIdentities } from "./use-identities.js";

/**
 * @typedef {import("./pools.js").Pool} Pool
 * @typedef {import("./use-identities.js").Known} Known
 */

/**
 * Who the user is to each pool, and by which logins.
 *
 * @param {{pools: Pool[], issued: number, onlyIfAny: boolean}} props `issued` grows when an identity may have come
 *   to be; `onlyIfAny` where there is nothing to say before there is an identity or a login
 */
export function Identities({ pools, issued, onlyIfAny }) {
  const { t } = useMessages();
  const [all, change, retry] = useIdentities(pools, issued);
  const any = all.some(({ identity, links }) => identity || links.length > 0);
  if (onlyIfAny && !any) {
    return null;
  }
  return h(
    "section",
    { className: "kca-section", "aria-labelledby": "kca-identity" },
    h("h2", { id: "kca-identity", className: "pf-v5-c-title pf-m-lg" }, t("aws.identity")),
    h("p", { className: "kca-hint" }, t("aws.identity.hint")),
    all.map((known) =>
      h(IdentityCard, { key: known.pool.alias ?? "", known, named: pools.length > 1, onChange: change, onRetry: retry }),
    ),
    all.length === 0 && h("p", { className: "kca-hint" }, t("aws.loading")),
  );
}

/**
 * @param {{known: Known, named: boolean, onChange: (known: Known) => void, onRetry: () => void}} props
 */
function IdentityCard({ known, named, onChange, onRetry }) {
  const { t } = useMessages();
  const { pool, identity, links, problem } = known;
  return h(
    "div",
    { className: "kca-card" },
    named && h("h3", { className: "kca-card-title" }, t("aws.pool", { pool: pool.alias ?? "" })),
    problem
      ? h(ProblemAlert, { problem, tokens: pool.tokens, onRetry })
      : h(IdentityLine, { identity }),
    links.length > 0 &&
      h(
        "div",
        null,
        h("p", { className: "kca-term" }, t("aws.links")),
        h(
          "ul",
          { className: "kca-links" },
          links.map((link) =>
            h(LinkRow, {
              key: link.idp,
              pool,
              link,
              onLink: (linked, now) =>
                onChange({ ...known, identity: now, links: links.map((each) => (each === link ? { ...each, linked } : each)) }),
            }),
          ),
        ),
      ),
  );
}

/**
 * @param {{identity: Known["identity"]}} props
 */
function IdentityLine({ identity }) {
  const { t, locale } = useMessages();
  if (!identity) {
    return h("p", { className: "kca-hint" }, t("aws.problem.noIdentity"));
  }
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  return h(
    "div",
    { className: "kca-identity" },
    h(
      "div",
      null,
      h("p", { className: "kca-term" }, t("aws.identityId")),
      h("p", { className: "kca-mono", dir: "ltr" }, identity.IdentityId),
      identity.CreationDate &&
        h("p", { className: "kca-hint" }, t("aws.since", { date: date.format(new Date(identity.CreationDate)) })),
    ),
    h(CopyButton, { read: () => identity.IdentityId, subject: t("aws.identityId"), kind: "secondary" }),
  );
}
