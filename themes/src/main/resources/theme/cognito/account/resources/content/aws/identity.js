import { createElement as h, useEffect, useRef, useState } from "react";
import { CopyButton } from "./copy-button.js";
import { identityOf, linksOf } from "./doors.js";
import { LinkRow } from "./link-row.js";
import { useMessages } from "./messages.js";
import { asProblem } from "./problem.js";
import { ProblemAlert } from "./problem-view.js";

/**
 * @typedef {import("./pools.js").Pool} Pool
 * @typedef {import("./doors.js").Identity} Identity
 * @typedef {import("./doors.js").Link} Link
 * @typedef {{identity: Identity | null, links: Link[]}} Known
 */

/**
 * Who the user is to each pool, and by which logins.
 *
 * @param {{pools: Pool[], issued: number}} props `issued` grows when an identity may have come to be
 */
export function Identities({ pools, issued }) {
  const { t } = useMessages();
  return h(
    "section",
    { className: "kca-section", "aria-labelledby": "kca-identity" },
    h("h2", { id: "kca-identity", className: "pf-v5-c-title pf-m-lg" }, t("aws.identity")),
    h("p", { className: "kca-hint" }, t("aws.identity.hint")),
    pools.map((pool) =>
      h(IdentityCard, { key: pool.alias ?? "", pool, named: pools.length > 1, issued }),
    ),
  );
}

/**
 * @param {{pool: Pool, named: boolean, issued: number}} props
 */
function IdentityCard({ pool, named, issued }) {
  const { t, locale } = useMessages();
  const [known, setKnown] = useState(/** @type {Known | null} */ (null));
  const [problem, setProblem] = useState(/** @type {import("./problem.js").Problem | null} */ (null));
  const [asked, setAsked] = useState(0);
  const complete = useRef(false);

  useEffect(() => {
    if (complete.current) {
      return undefined;
    }
    const abort = new AbortController();
    Promise.all([identityOf(pool, abort.signal), linksOf(pool, abort.signal)]).then(
      ([identity, links]) => {
        complete.current = identity !== null;
        setKnown({ identity, links });
        setProblem(null);
      },
      (thrown) => abort.signal.aborted || setProblem(asProblem(thrown)),
    );
    return () => abort.abort();
  }, [pool, issued, asked]);

  /**
   * @param {string} idp
   * @param {boolean} linked
   * @param {Identity} identity
   */
  const onLink = (idp, linked, identity) =>
    setKnown(
      (before) => before && { identity, links: before.links.map((link) => (link.idp === idp ? { ...link, linked } : link)) },
    );

  return h(
    "div",
    { className: "kca-card" },
    named && h("h3", { className: "kca-card-title" }, t("aws.pool", { pool: pool.alias ?? "" })),
    problem && h(ProblemAlert, { problem, tokens: pool.tokens, onRetry: () => setAsked(asked + 1) }),
    known && h(IdentityLine, { identity: known.identity, locale }),
    known &&
      known.links.length > 0 &&
      h(
        "div",
        null,
        h("p", { className: "kca-term" }, t("aws.links")),
        h(
          "ul",
          { className: "kca-links" },
          known.links.map((link) => h(LinkRow, { key: link.idp, pool, link, onLink })),
        ),
      ),
    !known && !problem && h("p", { className: "kca-hint" }, t("aws.loading")),
  );
}

/**
 * @param {{identity: Identity | null, locale: string}} props
 */
function IdentityLine({ identity, locale }) {
  const { t } = useMessages();
  if (!identity) {
    return h("p", { className: "kca-hint" }, t("aws.problem.noIdentity"));
  }
  const created = identity.CreationDate && new Date(identity.CreationDate);
  return h(
    "div",
    { className: "kca-identity" },
    h(
      "div",
      null,
      h("p", { className: "kca-term" }, t("aws.identityId")),
      h("p", { className: "kca-mono", dir: "ltr" }, identity.IdentityId),
      created &&
        h("p", { className: "kca-hint" }, t("aws.since", { date: new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(created) })),
    ),
    h(CopyButton, { read: () => identity.IdentityId, subject: t("aws.identityId"), kind: "secondary" }),
  );
}
