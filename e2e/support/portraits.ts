import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, test as base, type Browser } from "@playwright/test";

import { CHROMIUM } from "./browsers.ts";

interface Portrait {
  wall: string;
  shirt: string;
  skin: string;
  hair: string;
  behind: string;
}

const BOOKS = ["#b8402a", "#1e6b50", "#f2cf5b", "#2457c5", "#7a4b2a", "#5a655f", "#c98f5b", "#1b2420"];

const TEACHER: Portrait = {
  wall: "#e9dcc6",
  shirt: "#1e6b50",
  skin: "#d9a27c",
  hair: `<path d="M470 360c-30-190 60-250 170-250s200 70 170 250c-6-80-50-120-80-140-60 30-150 36-200 10-30 30-54 70-60 130z" fill="#3a2a22"/>
    <circle cx="640" cy="92" r="52" fill="#3a2a22"/>`,
  behind: `<rect x="70" y="90" width="330" height="230" rx="8" fill="#22362d" stroke="#b98d5e" stroke-width="14"/>
    <text x="110" y="190" font-size="58" fill="#f3f1e7" font-family="serif">½ + ¼</text>
    <text x="110" y="270" font-size="58" fill="#f2cf5b" font-family="serif">= ¾</text>
    <rect x="930" y="60" width="260" height="420" rx="8" fill="#f8f3e6" stroke="#cbb995" stroke-width="10"/>
    <path d="M1060 65v410M935 270h250" stroke="#cbb995" stroke-width="8"/>`,
};

const STUDENT: Portrait = {
  wall: "#cfdde6",
  shirt: "#d98a3d",
  skin: "#8f5f43",
  hair: `<path d="M480 330c-20-150 50-220 160-220s180 70 160 220c-20-50-30-90-60-120-70 20-140 20-200 0-30 30-40 70-60 120z" fill="#1d1715"/>`,
  behind: `<rect x="60" y="120" width="330" height="14" fill="#8b6b4b"/>
    ${BOOKS.map((colour, at) => `<rect x="${78 + at * 36}" y="${30 + (at % 3) * 10}" width="30" height="${90 - (at % 3) * 10}" fill="${colour}"/>`).join("")}
    <path d="M1040 470c-10-120 10-190 60-250 20 70 10 150-20 250zM1060 470c20-110 60-160 130-180-10 70-50 140-110 180zM1050 470c-30-90-70-130-130-150 0 70 50 130 120 150z" fill="#4f8a63"/>
    <path d="M1000 460h120l-18 130h-84z" fill="#b8643c"/>`,
};

/** For pictures that people look at: browsers whose cameras show a drawn person instead of a test pattern. */
export const portraits = base.extend<object, { teaching: Browser; learning: Browser }>({
  teaching: [async ({}, use) => show(TEACHER, use), { scope: "worker" }],
  learning: [async ({}, use) => show(STUDENT, use), { scope: "worker" }],
});

async function show(person: Portrait, use: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await browserOf(person);
  await use(browser);
  await browser.close();
}

async function browserOf(person: Portrait): Promise<Browser> {
  const picture = await photograph(drawing(person));
  const file = join(mkdtempSync(join(tmpdir(), "chalkroom-portrait-")), "camera.mjpeg");
  writeFileSync(file, picture);
  return chromium.launch({ ...CHROMIUM, args: [...CHROMIUM.args, `--use-file-for-fake-video-capture=${file}`] });
}

async function photograph(svg: string): Promise<Buffer> {
  const browser = await chromium.launch(CHROMIUM);
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  const picture = await page.screenshot({ type: "jpeg", quality: 92 });
  await browser.close();
  return picture;
}

function drawing({ wall, shirt, skin, hair, behind }: Portrait): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">
    <defs><radialGradient id="light" cx="35%" cy="20%" r="90%">
      <stop offset="0" stop-color="#fff" stop-opacity=".5"/><stop offset="1" stop-color="#000" stop-opacity=".18"/>
    </radialGradient></defs>
    <rect width="1280" height="720" fill="${wall}"/>${behind}
    <rect width="1280" height="720" fill="url(#light)"/>
    <path d="M300 720c10-150 120-210 240-226h200c120 16 230 76 240 226z" fill="${shirt}"/>
    <path d="M570 430h140v90c-30 50-110 50-140 0z" fill="${skin}"/><path d="M570 452c40 40 100 40 140 0v24c-40 40-100 40-140 0z" opacity=".18"/>
    <ellipse cx="640" cy="310" rx="138" ry="166" fill="${skin}"/>${hair}
    <circle cx="588" cy="306" r="11" fill="#2a1d18"/><circle cx="692" cy="306" r="11" fill="#2a1d18"/>
    <path d="M562 274q26-16 50-4M668 270q26-12 50 4" stroke="#2a1d18" stroke-width="8" fill="none" stroke-linecap="round"/>
    <path d="M640 316q-14 34 4 40" stroke="#000" stroke-opacity=".25" stroke-width="6" fill="none" stroke-linecap="round"/>
    <path d="M590 388q50 44 100 0q-50 16-100 0z" fill="#fff" stroke="#7d3b30" stroke-width="5" stroke-linejoin="round"/>
  </svg>`;
}
