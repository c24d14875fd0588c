"use strict";

/** Plays a lesson from its files: one clock, which sound, pictures, board, code and chat follow. Nothing is fetched. */
(() => {
  const { lesson } = window;
  const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
  /** Seconds: further apart a track jumps, less far it runs a little faster or slower. */
  const JUMP = 0.3;
  const DRIFT = 0.04;
  const NUL = "\u0000";
  const $ = (id) => document.getElementById(id);
  const people = new Map(lesson.people.map((person) => [person.id, person]));
  const loaded = { ...window.documents };

  let language = document.documentElement.lang === "fr" ? "fr" : "en";
  const t = (key, values = {}) => window.texts[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const nameOf = (id) => people.get(id)?.name ?? t("somebody");

  const clock = {
    at: lesson.from_ms,
    since: 0,
    isPlaying: false,
    speed: 1,
    get position() {
      return this.isPlaying ? Math.min(lesson.to_ms, this.at + (performance.now() - this.since) * this.speed) : this.at;
    },
    set(position, isPlaying = this.isPlaying) {
      this.at = Math.min(lesson.to_ms, Math.max(lesson.from_ms, position));
      this.since = performance.now();
      this.isPlaying = isPlaying && this.at < lesson.to_ms;
    },
  };

  const within = (spans, at) => (spans ?? []).some(([from, to]) => from <= at && at < to);
  const isOn = (track, at) => track.starts_ms <= at && at < track.starts_ms + track.duration_ms;
  const lastEvent = (kind, at) => lesson.events.findLast((event) => event.kind === kind && event.at_ms <= at);

  // Sound and pictures

  class Playing {
    constructor(track) {
      this.track = track;
      this.element = document.createElement(track.kind === "microphone" ? "audio" : "video");
      Object.assign(this.element, { src: track.file, preload: "auto", muted: track.kind === "camera", playsInline: true });
      this.element.dataset.track = track.id;
      this.element.addEventListener("error", () => this.failed());
    }

    failed() {
      this.isUnplayable = true;
    }

    follow(at) {
      const { element, track } = this;
      const wanted = (at - track.starts_ms) / track.rate / 1000;
      const apart = element.currentTime - wanted;
      const isMissing = within(track.missing, at);
      if (Math.abs(apart) > (clock.isPlaying ? JUMP : DRIFT) && !element.seeking && !isMissing) element.currentTime = Math.max(0, wanted);
      element.playbackRate = clock.speed * (Math.abs(apart) > DRIFT ? 1 - Math.sign(apart) * 0.05 : 1);
      if (clock.isPlaying && element.paused) element.play().catch(() => undefined);
      if (!clock.isPlaying && !element.paused) element.pause();
    }

    close() {
      this.element.pause();
      this.element.removeAttribute("src");
      this.element.load();
      this.element.remove();
    }
  }

  const playing = new Map();

  function followTracks(at) {
    for (const track of lesson.tracks) {
      const known = playing.get(track.id);
      if (isOn(track, at) && !known) {
        const begun = new Playing(track);
        placeFor(track).append(begun.element);
        playing.set(track.id, begun);
      } else if (!isOn(track, at) && known) {
        known.close();
        playing.delete(track.id);
      }
    }
    for (const each of playing.values()) each.follow(at);
  }

  function placeFor(track) {
    if (track.kind === "screen") return $("screen");
    return track.kind === "camera" ? tiles.get(track.participant_id) : $("sounds");
  }

  // People

  const tiles = new Map(
    lesson.people.map((person) => {
      const tile = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = person.name;
      tile.append(name);
      $("people").append(tile);
      return [person.id, tile];
    }),
  );

  function isInside(id, at) {
    const isTheirs = (event) => event.participant_id === id && event.at_ms <= at && ["joined", "reconnected", "left"].includes(event.kind);
    const last = lesson.events.findLast(isTheirs);
    return last ? last.kind !== "left" : lesson.tracks.some((track) => track.participant_id === id && isOn(track, at));
  }

  function showPeople(at) {
    for (const [id, tile] of tiles) {
      tile.hidden = !isInside(id, at);
      const own = lesson.tracks.filter((track) => track.participant_id === id && track.kind === "microphone");
      tile.classList.toggle("speaks", own.some((track) => within(track.speech, at)));
    }
  }

  // Board and code

  class Drawing {
    constructor(steps) {
      this.data = steps;
      this.next = 0;
      this.shown = new Map();
      this.view = [0, 0, 1280, 720];
    }

    /** Whether it looks otherwise than before. */
    show(at) {
      const { steps } = this.data;
      const before = this.next;
      if (before > 0 && steps[before - 1].at > at) this.next = 0;
      while (this.next < steps.length && steps[this.next].at <= at) this.apply(steps[this.next++]);
      return this.next !== before;
    }

    apply({ view, clear, put, gone }) {
      if (clear) this.shown.clear();
      if (view) this.view = view;
      for (const key of gone) this.shown.delete(key);
      for (const [key, order, part] of put) this.shown.set(key, { order, part });
    }

    get svg() {
      const sorted = [...this.shown.values()].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
      const drawn = sorted.map(({ part }) => this.data.parts[part]).join("");
      return drawn.split(NUL).map((text, index) => (index % 2 ? (this.data.pictures[text] ?? "") : text)).join("");
    }
  }

  const drawings = new Map();

  function drawingOf(folder) {
    if (!drawings.has(folder) && loaded[folder]) drawings.set(folder, new Drawing(loaded[folder]));
    return drawings.get(folder);
  }

  let drawn = "";

  function showDrawing(folder, at) {
    const drawing = drawingOf(folder);
    if (!drawing) return;
    const isOther = drawing.show(at);
    if (!isOther && drawn === folder) return;
    drawn = folder;
    $("drawing").setAttribute("viewBox", drawing.view.join(" "));
    $("drawing").innerHTML = drawing.svg;
  }

  // What is large

  function inLesson(at) {
    if (lesson.tracks.some((track) => track.kind === "screen" && isOn(track, at))) return "screen";
    const { stage, copy_of: owner } = lastEvent("stage", at)?.data ?? {};
    const found = lesson.documents.find((each) => each.name === stage && each.owner === (owner ?? null));
    return found ? found.folder : "people";
  }

  function showStage(at) {
    const choice = $("shown").value;
    const large = choice === "auto" ? inLesson(at) : choice;
    const isDrawing = large !== "people" && large !== "screen";
    $("drawing").toggleAttribute("hidden", !isDrawing);
    $("screen").hidden = large !== "screen";
    $("people").classList.toggle("large", large === "people");
    if (isDrawing) showDrawing(large, at);
  }

  function showNote(at) {
    const gap = lesson.gaps.find(({ from_ms: from, to_ms: to }) => from <= at && at < to);
    const broken = [...playing.values()].find(({ isUnplayable }) => isUnplayable);
    const nobody = $("people").classList.contains("large") && [...tiles.values()].every(({ hidden }) => hidden);
    const note = gap ? t(gap.reason) : broken ? t("unplayable", { file: broken.track.file }) : nobody ? t("nobody") : "";
    $("note").hidden = !note;
    if ($("note").textContent !== note) $("note").textContent = note;
  }

  let hasCaptions = true;

  /** In the language of this page, if there are any, or else in the first. */
  function showCaption(at) {
    const chosen = lesson.captions.find((each) => each.language.startsWith(language)) ?? lesson.captions[0];
    const said = hasCaptions && chosen ? chosen.cues.filter(([from, to]) => from <= at && at < to).map(([, , text]) => text) : [];
    $("caption").hidden = said.length === 0;
    const text = said.join("\n");
    if ($("caption").textContent !== text) $("caption").textContent = text;
  }

  // Chat and chapters

  function written(ms) {
    const seconds = Math.floor((ms - lesson.from_ms) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  const lines = lesson.chat.map((line) => {
    const item = document.createElement("li");
    const [at, name, text] = ["small", "b", "span"].map((tag) => document.createElement(tag));
    at.textContent = `${written(line.at_ms)} `;
    name.textContent = `${line.name ?? ""} `;
    text.textContent = [line.text, ...line.files].filter(Boolean).join("\n");
    item.append(at, name, text);
    item.hidden = true;
    $("chat").append(item);
    return { at: line.at_ms, item };
  });

  function showChat(at) {
    let isMore = false;
    for (const { at: writtenAt, item } of lines) {
      if (item.hidden !== writtenAt > at) {
        item.hidden = writtenAt > at;
        isMore ||= !item.hidden;
      }
    }
    if (isMore) $("chat").scrollTop = $("chat").scrollHeight;
  }

  function titleOf({ kind, title, participant_id: who }) {
    if (kind === "stage") return t(`stage.${title}`);
    if (title) return title;
    return t(kind in window.texts.en ? kind : "mark", { name: nameOf(who) });
  }

  function showChapter(at) {
    const now = lesson.chapters.findLastIndex(({ at_ms: begins }) => begins <= at);
    for (const [index, button] of $("chapters").querySelectorAll("button").entries()) {
      if (index === now) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  // The page

  function showTexts() {
    document.documentElement.lang = language;
    document.title = lesson.session.title;
    $("title").textContent = lesson.session.title;
    const day = new Date(lesson.started_at).toLocaleString(language === "en" ? "en-GB" : language, { dateStyle: "long", timeStyle: "short", timeZone: lesson.session.timezone });
    $("about").textContent = `${lesson.session.teacher_name} · ${day}`;
    $("language").textContent = t("other");
    $("chapters-title").textContent = t("chapters");
    $("chat-title").textContent = t("chat");
    $("speed-title").textContent = t("speed");
    $("shown-title").textContent = t("shown");
    $("keys").textContent = t("keys");
    $("timeline").setAttribute("aria-label", t("timeline"));
    const chosen = $("shown").value || "auto";
    const copies = lesson.documents.map(({ name, owner, folder }) => [folder, owner ? t("copy", { what: t(name), name: nameOf(owner) }) : t(name)]);
    $("shown").replaceChildren(...[["auto", t("auto")], ["people", t("people")], ...copies].map(([value, text]) => new Option(text, value)));
    $("shown").value = chosen;
    showChapters();
  }

  function showChapters() {
    const items = lesson.chapters.map((chapter) => {
      const [item, button] = [document.createElement("li"), document.createElement("button")];
      button.type = "button";
      button.textContent = `${written(chapter.at_ms)}  ${titleOf(chapter)}`;
      button.addEventListener("click", () => seek(chapter.at_ms));
      item.append(button);
      return item;
    });
    $("chapters").replaceChildren(...items);
    if (items.length === 0) $("chapters").append(Object.assign(document.createElement("li"), { textContent: t("noChapters") }));
    if (lesson.chat.length === 0) $("chat").replaceChildren(Object.assign(document.createElement("li"), { textContent: t("noChat") }));
  }

  function show() {
    const gap = clock.isPlaying && lesson.gaps.find(({ from_ms: from, to_ms: to }) => from <= clock.position && clock.position < to);
    if (gap) clock.set(gap.to_ms);
    const at = clock.position;
    if (clock.isPlaying && at >= lesson.to_ms) clock.set(at, false);
    followTracks(at);
    showStage(at);
    showPeople(at);
    showNote(at);
    showCaption(at);
    showChat(at);
    showChapter(at);
    $("timeline").value = String(at);
    const text = `${written(at)} / ${written(lesson.to_ms)}`;
    if ($("clock").value !== text) {
      $("clock").value = text;
      $("timeline").setAttribute("aria-valuetext", text);
    }
    $("play").textContent = t(clock.isPlaying ? "pause" : "play");
  }

  function seek(position) {
    clock.set(position);
    show();
  }

  function toggle() {
    const isAtEnd = clock.position >= lesson.to_ms;
    clock.set(isAtEnd ? lesson.from_ms : clock.position, !clock.isPlaying);
    show();
  }

  function setSpeed(speed) {
    clock.set(clock.position);
    clock.speed = speed;
    $("speed").value = String(speed);
    show();
  }

  const nextSpeed = (by) => SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, SPEEDS.indexOf(clock.speed) + by))];
  const KEYS = {
    " ": toggle,
    k: toggle,
    ArrowLeft: ({ shiftKey }) => seek(clock.position - (shiftKey ? 30_000 : 5_000)),
    ArrowRight: ({ shiftKey }) => seek(clock.position + (shiftKey ? 30_000 : 5_000)),
    Home: () => seek(lesson.from_ms),
    End: () => seek(lesson.to_ms),
    c: () => {
      hasCaptions = !hasCaptions;
      show();
    },
    ",": () => setSpeed(nextSpeed(-1)),
    ".": () => setSpeed(nextSpeed(1)),
  };

  document.addEventListener("keydown", (event) => {
    const isOwn = event.target instanceof HTMLSelectElement || (event.target instanceof HTMLButtonElement && event.key === " ");
    const act = KEYS[event.key];
    if (!act || isOwn || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(event);
  });
  $("play").addEventListener("click", toggle);
  $("timeline").addEventListener("input", ({ target }) => seek(Number(target.value)));
  $("speed").append(...SPEEDS.map((speed) => new Option(`${speed}×`, String(speed), speed === 1, speed === 1)));
  $("speed").addEventListener("change", ({ target }) => setSpeed(Number(target.value)));
  $("shown").addEventListener("change", show);
  $("language").addEventListener("click", () => {
    language = language === "en" ? "fr" : "en";
    showTexts();
    show();
  });
  Object.assign($("timeline"), { min: String(lesson.from_ms), max: String(lesson.to_ms) });

  for (const { folder, script } of lesson.documents) {
    const element = document.createElement("script");
    element.src = script;
    element.addEventListener("load", () => {
      loaded[folder] = window.documents[folder];
      show();
    });
    document.body.append(element);
  }
  showTexts();
  show();
  setInterval(show, 100);
})();
