import { useTranslation } from "react-i18next";

import { cx } from "@/ui/cx";

import styles from "./blackboard.module.css";

/** A slate with half a lesson on it: Pythagoras, drawn by hand. Decoration only. */
export function Blackboard({ className }: { className?: string }) {
  const { t } = useTranslation("landing");
  return (
    <div aria-hidden className={cx(styles.board, className)}>
      <svg viewBox="56 82 500 330" className={styles.drawing} focusable="false">
        <defs>
          {/* Roughens strokes as chalk on slate does. */}
          <filter id="chalk" x="-5%" y="-5%" width="110%" height="110%">
            <feTurbulence type="fractalNoise" baseFrequency="0.9" numOctaves="2" seed="7" result="grain" />
            <feDisplacementMap in="SourceGraphic" in2="grain" scale="3.2" result="rough" />
            <feColorMatrix in="grain" type="matrix" values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  0 0 0 -3.4 2.6" result="gaps" />
            <feComposite in="rough" in2="gaps" operator="in" />
          </filter>
          <filter id="dust" x="-20%" y="-20%" width="140%" height="140%">
            <feGaussianBlur stdDeviation="14" />
          </filter>
        </defs>
        <g className={styles.wiped} filter="url(#dust)">
          <path d="M60 92c120-34 250-20 420-40" />
          <path d="M120 330c90 26 220 30 350-8" />
        </g>
        <g filter="url(#chalk)" className={styles.chalk}>
          <path pathLength="1" d="M118 318C117 262 119 196 117 132" />
          <path pathLength="1" d="M116 319c74 2 148-1 226 1" />
          <path pathLength="1" d="M118 131c70 60 148 124 225 190" />
          <path pathLength="1" className={styles.thin} d="M118 296c8-1 15 0 23 0 0 8-1 15 0 23" />
          <path pathLength="1" className={styles.yellow} d="M266 318c1-20 7-36 22-48" />
          <path pathLength="1" className={styles.thin} d="M392 158c30-42 44-42 60 0s34 44 62-2" />
          <path pathLength="1" className={styles.thin} d="M378 159c50-2 96 1 148-1M392 206c-1-34 1-66 0-98" />
          <path pathLength="1" className={styles.mint} d="M334 250c22-14 34-20 54-24m-12-8 13 7-9 12" />
        </g>
        <g filter="url(#chalk)" className={styles.writing}>
          <text x="88" y="236">a</text>
          <text x="216" y="356">b</text>
          <text x="240" y="206">c</text>
          <text x="278" y="304" className={styles.small}>
            α
          </text>
          <text x="376" y="268" className={styles.formula}>
            a² + b² = c²
          </text>
          <text x="378" y="330" className={styles.note}>
            {t("board.note")}
          </text>
          <path pathLength="1" className={styles.underline} d="M376 284c46-5 98 3 152-3" />
        </g>
      </svg>
      <div className={styles.ledge}>
        <i />
        <i />
      </div>
    </div>
  );
}
