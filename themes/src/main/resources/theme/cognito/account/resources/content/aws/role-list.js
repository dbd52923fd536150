import { createElement as h, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from "react";
import { Button } from "./controls.js";
import { Icon } from "./icons.js";
import { useMessages } from "./messages.js";
import { RoleRow } from "./role-row.js";
import { byAccount, matching } from "./roles.js";

/** @typedef {import("./roles.js").Role} Role */

const SEARCH_FROM = 11;
const OPEN_UP_TO = 50;
const AT_ONCE = 25;

/**
 * The roles by account. Of many, some are rendered at first and more on demand.
 *
 * @param {{roles: Role[], onIssued: () => void}} props
 */
export function RoleList({ roles, onIssued }) {
  const { locale } = useMessages();
  const [query, setQuery] = useState("");
  const sought = useDeferredValue(query);
  const found = useMemo(() => matching(roles, sought), [roles, sought]);
  const accounts = useMemo(() => byAccount(found, locale), [found, locale]);
  const openAll = found.length <= OPEN_UP_TO;

  return h(
    "div",
    { className: "kca-roles" },
    roles.length >= SEARCH_FROM && h(Search, { query, onSearch: setQuery, found: found.length, of: roles.length }),
    accounts.map((account, index) =>
      h(AccountGroup, { key: account.accountId, account, openAtFirst: openAll || index === 0, sought, onIssued }),
    ),
  );
}

/**
 * @param {{query: string, onSearch: (query: string) => void, found: number, of: number}} props
 */
function Search({ query, onSearch, found, of }) {
  const { t } = useMessages();
  return h(
    "div",
    { className: "kca-search", role: "search" },
    h(
      "div",
      { className: "pf-v5-c-text-input-group" },
      h(
        "div",
        { className: "pf-v5-c-text-input-group__main pf-m-icon" },
        h(
          "span",
          { className: "pf-v5-c-text-input-group__text" },
          h("span", { className: "pf-v5-c-text-input-group__icon" }, h(Icon, { name: "search" })),
          h("input", {
            className: "pf-v5-c-text-input-group__text-input",
            type: "search",
            value: query,
            placeholder: t("aws.search"),
            "aria-label": t("aws.search"),
            onChange: (/** @type {import("react").ChangeEvent<HTMLInputElement>} */ event) =>
              onSearch(event.target.value),
          }),
        ),
      ),
    ),
    h("p", { className: "kca-count", role: "status" }, found === 0 ? t("aws.noneFound") : t("aws.found", { found, of })),
  );
}

/**
 * @param {{account: import("./roles.js").Account, openAtFirst: boolean, sought: string, onIssued: () => void}} props
 */
function AccountGroup({ account, openAtFirst, sought, onIssued }) {
  const { t } = useMessages();
  const id = useId();
  const [chosen, setChosen] = useState(/** @type {boolean | null} */ (null));
  const [limit, setLimit] = useState(AT_ONCE);
  const isOpen = chosen ?? (openAtFirst || sought !== "");
  const left = account.roles.length - limit;
  const list = useRef(/** @type {HTMLUListElement | null} */ (null));
  const focusAt = useRef(-1);

  useEffect(() => {
    // The button that asked for more may be gone.
    list.current?.children[focusAt.current]?.querySelector("button")?.focus();
    focusAt.current = -1;
  }, [limit]);

  const showMore = () => {
    focusAt.current = limit;
    setLimit(limit + 2 * AT_ONCE);
  };

  return h(
    "section",
    { className: "kca-account", "aria-labelledby": `${id}-head` },
    h(
      "h2",
      { className: "kca-account-head" },
      h(
        "button",
        {
          id: `${id}-head`,
          type: "button",
          className: "kca-account-toggle",
          "aria-expanded": isOpen,
          "aria-controls": isOpen ? id : undefined,
          onClick: () => setChosen(!isOpen),
        },
        h("span", { className: `kca-caret${isOpen ? " kca-open" : ""}` }, h(Icon, { name: "down" })),
        h("span", null, t("aws.account", { account: account.accountId })),
        h("span", { className: "pf-v5-c-badge pf-m-read" }, account.roles.length),
      ),
    ),
    isOpen &&
      h(
        "ul",
        { id, ref: list, className: "kca-list" },
        account.roles.slice(0, limit).map((role) => h(RoleRow, { key: role.name, role, onIssued })),
      ),
    isOpen &&
      left > 0 &&
      h(
        "div",
        { className: "kca-more" },
        h(
          Button,
          { kind: "link", onClick: showMore, subject: account.accountId },
          t("aws.more", { left }),
        ),
      ),
  );
}
