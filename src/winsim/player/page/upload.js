// @ts-check
/** People of one's own: files are sent to the lab, and the page asks for what these leave open. */

import { button, element } from "./elements.js";

/** @typedef {import("./data.js").Reading} Reading */
/** @typedef {import("./data.js").FormGroup} FormGroup */
/** @typedef {import("./data.js").FormField} FormField */

const SILENT = { problems: ["The lab does not answer, or refuses a file of this size."] };

export class Upload {
  /**
   * @param {import("./data.js").Lab} lab
   * @param {(token: string | null) => void} play what to do with people that can be played
   */
  constructor(lab, play) {
    this.session = lab.session;
    this.play = play;
    /** The files that the form is about. @type {Reading | null} */
    this.reading = lab.upload;
    /** Those that are played. @type {Reading | null} */
    this.played = lab.upload;
    this.open = false;
    const accept = lab.endings.join(",");
    this.people = /** @type {HTMLInputElement} */ (element("input", { type: "file", name: "people", accept }));
    this.ties = /** @type {HTMLInputElement} */ (element("input", { type: "file", name: "ties", accept }));
    this.sender = button("Use these people", "Read the files and play with these people", () => this.send());
    this.notes = element("div", { class: "notes", role: "alert" });
    this.own = element("div");
    this.choices = element("form", { class: "choices", "aria-label": "Columns of the files", hidden: true });
    this.choices.addEventListener("submit", (event) => {
      event.preventDefault();
      this.choose();
    });
    this.read = element("div", { class: "read" });
    this.parts = [
      this.own,
      element("label", { class: "file" }, "People file, or one that holds people and ties ", this.people),
      element("label", { class: "file" }, "Ties file (may be left out) ", this.ties),
      this.sender,
      this.notes, this.choices, this.read,
      element("p", { class: "quiet" }, "Without ties nobody follows a colleague's example; people see the results of their own team and what leadership broadcasts. Files stay on this machine and are deleted when this tab closes."),
    ];
    this.lay();
  }

  /** @param {Reading | null} played the people who are shown now */
  show(played) {
    const same = played?.people === this.played?.people;
    this.played = played;
    if (same && this.reading?.problems.length) return; // the form is about other files
    this.reading = played;
    if (!same) this.open = false;
    this.lay();
  }

  /** Write down what is played, what was read, and the form where it is wanted. */
  lay() {
    const { reading, played } = this;
    this.own.replaceChildren(...(played ? [element("p", {}, `Playing with ${played.file}. `,
      button("Change columns", "Choose which column is which", () => this.change()),
      button("Back to the scenario's", "Leave the uploaded people", () => this.play(null)))] : []));
    this.say(reading?.problems ?? []);
    const wanted = reading !== null && (this.open || reading.problems.length > 0);
    if (!wanted && this.choices.contains(document.activeElement)) this.sender.focus();
    this.choices.hidden = !wanted;
    if (wanted) this.fill(reading.form);
    const notes = reading?.notes ?? [];
    this.read.replaceChildren(...(notes.length ? [element("h3", {}, "What was read"), element("ul", {}, ...notes.map((note) => element("li", {}, note)))] : []));
  }

  change() {
    this.reading = this.played;
    this.open = true;
    this.lay();
    this.focus();
  }

  /** @param {string[]} sentences */
  say(sentences) {
    this.notes.replaceChildren(...sentences.map((sentence) => element("p", {}, sentence)));
    if (sentences.length) this.notes.scrollIntoView?.({ block: "nearest" });
  }

  /** Go to the first choice that is open, else to the first. */
  focus() {
    const first = /** @type {HTMLElement | null} */ (this.choices.querySelector("[data-open]") ?? this.choices.querySelector("select, input, textarea"));
    first?.focus();
  }

  /**
   * The form; the field that has the focus keeps it.
   * @param {FormGroup[]} groups
   */
  fill(groups) {
    const held = document.activeElement instanceof HTMLElement && this.choices.contains(document.activeElement) ? document.activeElement.getAttribute("name") : null;
    this.choices.replaceChildren(
      ...groups.map((group) => element("fieldset", {}, element("legend", {}, group.title), ...group.fields.map((field) => this.field(field, group)))),
      element("button", { type: "submit" }, "Use these columns"));
    if (held) /** @type {HTMLElement | null} */ (this.choices.querySelector(`[name="${CSS.escape(held)}"]`))?.focus();
  }

  /**
   * @param {FormField} field
   * @param {FormGroup} group
   */
  field(field, group) {
    const options = [...field.options, ...(field.kind === "column" ? group.headers : [])].map(({ value, words }) => element("option", { value, selected: value === field.value }, words));
    const id = `choice-${field.id}`;
    const named = { id, name: field.id, "data-open": field.open };
    const node = {
      switch: () => element("input", { ...named, type: "checkbox", checked: Boolean(field.value) }),
      number: () => element("input", { ...named, type: "number", min: 1, value: String(field.value) }),
      text: () => element("textarea", { ...named, rows: 2 }, String(field.value)),
      choice: () => element("select", named, ...options),
      column: () => element("select", named, ...options),
    }[field.kind]();
    if (field.asks) node.addEventListener("change", () => this.look());
    return element("div", { class: `field ${field.kind}` }, element("label", { for: id }, field.label), node);
  }

  /** What is chosen in the form, by field. */
  chosen() {
    const fields = /** @type {(HTMLSelectElement | HTMLInputElement | HTMLTextAreaElement)[]} */ ([...this.choices.querySelectorAll("select, input, textarea")]);
    return JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field instanceof HTMLInputElement && field.type === "checkbox" ? String(field.checked) : field.value])));
  }

  /** Fill the form anew, as a choice changed what there is to choose. */
  async look() {
    const said = await this.ask("columns", { people: this.reading?.people ?? "", looking: "true" }, this.chosen());
    if (said && this.reading) {
      this.reading = { ...this.reading, form: said.form };
      this.fill(said.form);
    }
  }

  async choose() {
    this.take(await this.ask("columns", { people: this.reading?.people ?? "" }, this.chosen()));
  }

  async send() {
    const [people, ties] = [this.people.files?.[0], this.ties.files?.[0]];
    if (!people) {
      this.say(["Choose a people file first."]);
      return;
    }
    const first = await this.ask("people", { name: people.name }, people);
    this.take(first && ties ? await this.ask("people", { name: ties.name, people: first.people }, ties) : first);
  }

  /**
   * Play with people who can be played; else ask for what is open.
   * @param {Reading | null} reading nothing where files were refused
   */
  take(reading) {
    if (!reading) return;
    this.reading = reading;
    this.open = reading.problems.length > 0;
    this.lay();
    if (reading.problems.length) this.focus();
    else this.play(reading.people);
  }

  /**
   * Ask the lab; what it refuses is said.
   * @param {string} what
   * @param {Record<string, string>} query
   * @param {File | string} body
   * @returns {Promise<Reading | null>}
   */
  async ask(what, query, body) {
    const address = `${what}?${new URLSearchParams({ session: this.session, ...query })}`;
    const answer = await fetch(address, { method: "POST", body }).catch(() => null);
    const said = answer ? await answer.json() : SILENT;
    if (answer?.ok) return said;
    this.say(said.problems);
    return null;
  }
}
