import type { Channel } from '@shouwen/api';
import { addMessage } from '../tickets/add-message.ts';
import { changeTicket } from '../tickets/change-ticket.ts';
import { decideSolution } from '../tickets/decide-solution.ts';
import { lockTicketById } from '../tickets/find-ticket.ts';
import { openTicket } from '../tickets/open-ticket.ts';
import { receiveMessage } from '../tickets/receive-message.ts';
import { takeTicket } from '../tickets/take-ticket.ts';
import { transferTicket } from '../tickets/transfer-ticket.ts';
import { type SampleRequest, span, tell } from './history.ts';
import type { KnownCustomer, Office } from './office.ts';
import type { Random } from './random.ts';

type Act = (at: Date) => Promise<void>;

/** A ticket on its way through the department. */
interface Case {
  request: SampleRequest;
  id: string;
  number: number;
  customer: KnownCustomer;
  team: string;
  handler: string;
}

const recordedByStaff: Channel[] = ['phone'];

/** Lets the sample requests happen, each step at its moment, all of them in order of time, and none after `until`. */
export class Storyteller {
  readonly #office: Office;
  readonly #random: Random;
  readonly #until: Date;
  readonly #agenda: { at: Date; act: Act }[] = [];

  constructor(office: Office, random: Random, until: Date) {
    this.#office = office;
    this.#random = random;
    this.#until = until;
  }

  /** Puts a request on the agenda. */
  expect(request: SampleRequest): void {
    this.#plan(request.at, (at) => this.#open(at, request));
  }

  /** Carries the agenda out to its end; `before` is told the moment of each step. */
  async run(before: (at: Date) => Promise<void>): Promise<void> {
    for (let next = this.#agenda.shift(); next; next = this.#agenda.shift()) {
      await before(next.at);
      await next.act(next.at);
    }
  }

  #plan(at: Date, act: Act): void {
    if (at >= this.#until) return;
    const place = this.#agenda.findIndex((one) => one.at > at);
    this.#agenda.splice(place < 0 ? this.#agenda.length : place, 0, { at, act });
  }

  #later(at: Date, meanHours: number, act: Act): void {
    // the last days are still in work, as in any department on any morning
    const slow = this.#until.getTime() - at.getTime() < 12 * span.day ? 7 : 1;
    this.#plan(
      new Date(at.getTime() + 2 * span.minute + this.#random.wait(slow * meanHours * span.hour)),
      act,
    );
  }

  async #open(at: Date, request: SampleRequest): Promise<void> {
    const { tx } = this.#office;
    const { story, language } = request;
    const team = this.#office.teamFor(language);
    const handler = this.#random.pick(this.#office.staffOf(team));
    const byStaff = recordedByStaff.includes(request.channel);
    const customer = await this.#office.customerOf(at, request);
    const context = byStaff
      ? this.#office.person(at, handler)
      : this.#office.customer(at, customer, language);
    const { ticket } = await openTicket(tx, context, {
      subject: tell(story.subject, request),
      body: tell(story.opening, request),
      type: story.type,
      category: story.category,
      importance: story.importance,
      urgency: story.urgency,
      channel: request.channel,
      phase: 'after_sale',
      customer: { id: customer.id },
      tags: [...story.tags, ...this.#office.cast.marks],
      team_id: this.#team(team),
      language,
      ...(byStaff ? { assignee_id: this.#office.places.people[handler] ?? null } : {}),
    });
    const one: Case = { request, id: ticket.id, number: ticket.number, customer, team, handler };
    if (byStaff) this.#later(at, 0.4, (then) => this.#ask(then, one));
    else this.#later(at, this.#random.chance(0.12) ? 11 : 0.7, (then) => this.#take(then, one));
  }

  async #take(at: Date, one: Case): Promise<void> {
    await takeTicket(this.#office.tx, this.#office.person(at, one.handler), one.number);
    this.#later(at, this.#random.chance(0.15) ? 14 : 0.8, (then) => this.#ask(then, one));
  }

  async #ask(at: Date, one: Case): Promise<void> {
    const { tx } = this.#office;
    const { story } = one.request;
    if (this.#random.chance(0.55)) {
      await addMessage(tx, this.#office.person(at, one.handler), one.number, {
        kind: 'reply',
        body: tell(story.question, one.request),
        status: 'waiting',
      });
      this.#later(at, this.#random.chance(0.1) ? 60 : 7, (then) => this.#hear(then, one));
    } else if (story.goesTo && this.#random.chance(0.7))
      this.#later(at, 0.3, (then) => this.#transfer(then, one));
    else
      this.#later(at, this.#random.chance(0.15) ? 45 : 7, (then) => this.#solve(then, one, story.solution));
  }

  async #hear(at: Date, one: Case): Promise<void> {
    const ticket = await lockTicketById(this.#office.tx, this.#office.system(at), one.id);
    const context = this.#office.customer(at, one.customer, one.request.language);
    await receiveMessage(this.#office.tx, context, ticket, {
      body: tell(one.request.story.reply, one.request),
      channel: 'portal',
      author: { kind: 'customer', ...one.customer },
    });
    const { story } = one.request;
    if (story.goesTo && this.#random.chance(0.6)) this.#later(at, 0.5, (then) => this.#transfer(then, one));
    else
      this.#later(at, this.#random.chance(0.12) ? 50 : 5, (then) => this.#solve(then, one, story.solution));
  }

  async #transfer(at: Date, one: Case): Promise<void> {
    const { tx } = this.#office;
    const { story, language } = one.request;
    const to = this.#office.places.teams[story.goesTo ?? ''] ? (story.goesTo ?? one.team) : one.team;
    const context = this.#office.person(at, one.handler);
    await addMessage(tx, context, one.number, { kind: 'note', body: tell(story.note, one.request) });
    const handler = this.#random.pick(this.#office.staffOf(to));
    const reason = {
      zh: '需要专业处理，请接手并直接答复客户。',
      en: 'Needs a specialist; please take over and answer the customer directly.',
      es: 'Requiere un especialista; por favor, continúe y responda directamente al cliente.',
    }[language];
    const team = this.#team(to);
    if (to !== one.team)
      await transferTicket(tx, context, one.number, {
        team_id: team,
        assignee_id: this.#office.places.people[handler] ?? null,
        reason,
      });
    if (to !== one.team) one.handler = handler;
    one.team = to;
    this.#later(at, this.#random.chance(0.15) ? 40 : 6, (then) => this.#solve(then, one, story.solution));
  }

  async #solve(at: Date, one: Case, solution: string): Promise<void> {
    const context = this.#office.person(at, one.handler);
    if (this.#random.chance(0.06)) {
      await changeTicket(this.#office.tx, context, one.number, { status: 'on_hold' }, null);
      return this.#later(at, 30, (then) => this.#resume(then, one, solution));
    }
    await addMessage(this.#office.tx, context, one.number, {
      kind: 'reply',
      body: tell(solution, one.request),
      status: 'resolved',
    });
    this.#later(at, 16, (then) => this.#decide(then, one, solution));
  }

  async #resume(at: Date, one: Case, solution: string): Promise<void> {
    await changeTicket(
      this.#office.tx,
      this.#office.person(at, one.handler),
      one.number,
      { status: 'open' },
      null,
    );
    this.#later(at, 2, (then) => this.#solve(then, one, solution));
  }

  async #decide(at: Date, one: Case, solution: string): Promise<void> {
    const { tx } = this.#office;
    const ticket = await lockTicketById(tx, this.#office.system(at), one.id);
    if (ticket.status_category !== 'resolved') return;
    const context = this.#office.customer(at, one.customer, one.request.language);
    const { story } = one.request;
    if (solution === story.solution && this.#random.chance(0.14)) {
      await decideSolution(tx, context, ticket, {
        accepted: false,
        comment: tell(story.refusal, one.request),
      });
      one.handler = this.#keyOf(ticket.first_contact_owner_id) ?? one.handler;
      return this.#later(at, 6, (then) => this.#solve(then, one, story.second));
    }
    if (this.#random.chance(0.7)) await decideSolution(tx, context, ticket, { accepted: true });
    else this.#later(at, 96, (then) => this.#close(then, one));
  }

  /** What the customer never answered is closed by the first-contact owner in the end. */
  async #close(at: Date, one: Case): Promise<void> {
    const ticket = await lockTicketById(this.#office.tx, this.#office.system(at), one.id);
    const owner = this.#keyOf(ticket.first_contact_owner_id);
    if (ticket.status_category !== 'resolved' || !owner) return;
    await changeTicket(
      this.#office.tx,
      this.#office.person(at, owner),
      one.number,
      { status: 'closed' },
      null,
    );
  }

  #team(key: string): string {
    const id = this.#office.places.teams[key];
    if (!id) throw new Error(`there is no team ${key}`);
    return id;
  }

  #keyOf(id: string | null): string | null {
    return Object.entries(this.#office.places.people).find(([, one]) => one === id)?.[0] ?? null;
  }
}
