import { MessageSquare } from "lucide-react";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";

import { RoundButton } from "../components/RoundButton";
import type { ChatLog } from "./chat-log";
import { useChat } from "./useChat";

interface ChatButtonProps extends Pick<ComponentProps<"button">, "ref" | "onClick" | "aria-expanded" | "className"> {
  log: ChatLog;
}

export default function ChatButton({ log, ...button }: ChatButtonProps) {
  const { t } = useTranslation("chat");
  const { unread } = useChat(log);
  return (
    <RoundButton
      label={unread > 0 ? t("open", { count: unread }) : t("title")}
      icon={<MessageSquare size={22} aria-hidden />}
      count={unread}
      {...button}
    />
  );
}
