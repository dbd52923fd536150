import { createElement as h, useEffect, useState } from "react";
import { useMessages } from "./messages.js";

/**
 * What is left of some time, second by second. A timer is not announced by screen readers, but can be read.
 *
 * @param {{until: number}} props milliseconds since 1970
 */
export function Countdown({ until }) {
  const { t, locale } = useMessages();
  const [now, setNow] = useState(Date.now());

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);

  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(until);
  return h(
    "p",
    { className: "kca-countdown", role: "timer" },
    t("aws.validFor", { left: written(until - now), time }),
  );
}

/**
 * @param {number} milliseconds
 * @returns {string} like 59:07 or 1:02:03
 */
function written(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] > 0 ? parts : parts.slice(1);
  return shown.map((part, index) => (index === 0 ? `${part}` : `${part}`.padStart(2, "0"))).join(":");
}
