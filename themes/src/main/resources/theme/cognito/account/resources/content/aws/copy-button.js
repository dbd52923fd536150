import { createElement as h, useEffect, useState } from "react";
import { useAnnounce } from "./announcer.js";
import { copy } from "./clipboard.js";
import { Button, ButtonIcon } from "./controls.js";
import { useMessages } from "./messages.js";

/**
 * @param {{read: () => string, subject: string, kind?: string, small?: boolean}} props `read` gives what is
 *   copied, at the moment it is
 */
export function CopyButton({ read, subject, kind = "secondary", small = true }) {
  const { t } = useMessages();
  const announce = useAnnounce();
  const [result, setResult] = useState(/** @type {"copied" | "notCopied" | null} */ (null));

  useEffect(() => {
    const timer = setTimeout(() => setResult(null), 4000);
    return () => clearTimeout(timer);
  }, [result]);

  const onClick = async () => {
    const outcome = (await copy(read())) ? "copied" : "notCopied";
    setResult(outcome);
    announce(t(`aws.${outcome}`));
  };
  return h(
    Button,
    { kind, small, subject, onClick: () => void onClick() },
    h(ButtonIcon, { icon: result === "copied" ? "check" : result ? "warning" : "copy" }),
    t(result ? `aws.${result}` : "aws.copy"),
  );
}
