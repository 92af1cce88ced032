import { type ComponentType, lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { Bones } from '../shared/States.tsx';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';

const waiting = (
  <div className="page">
    <Bones />
  </div>
);

/** Each page is fetched when it is first opened; the first load carries the shell and the inbox only. */
const page = (load: () => Promise<{ default: ComponentType }>) => {
  const Page = lazy(load);
  return (
    <Suspense fallback={waiting}>
      <Page />
    </Suspense>
  );
};

// made once: an element made anew on each render would be another component and lose its state
const signIn = page(() => import('../account/SignInPage.tsx'));
const providerReturn = page(() => import('../account/ProviderReturnPage.tsx'));
const setup = page(() => import('../account/SetupPage.tsx'));
const reset = page(() => import('../account/ResetPage.tsx'));
const inbox = page(() => import('../tickets/InboxPage.tsx'));
const ticket = page(() => import('../tickets/TicketPage.tsx'));
const caseSheet = page(() => import('../tickets/print/CaseSheetPage.tsx'));
const viewEditor = page(() => import('../views/ViewEditorPage.tsx'));
const search = page(() => import('../search/SearchPage.tsx'));
const newTicket = page(() => import('../tickets/NewTicketPage.tsx'));
const phoneNote = page(() => import('../phone-note/PhoneNotePage.tsx'));
const board = page(() => import('../board/BoardPage.tsx'));
const notifications = page(() => import('../notifications/NotificationsPage.tsx'));
const duties = page(() => import('../duties/DutiesPage.tsx'));
const instructions = page(() => import('../instructions/InstructionsPage.tsx'));
const instruction = page(() => import('../instructions/InstructionPage.tsx'));
const instructionSheet = page(() => import('../instructions/InstructionSheetPage.tsx'));
const internalComplaints = page(() => import('../internal-complaints/InternalComplaintsPage.tsx'));
const figures = page(() => import('../figures/FiguresPage.tsx'));
const kept = page(() => import('../figures/KeptPage.tsx'));
const wallboard = page(() => import('../wallboard/WallboardPage.tsx'));
const customers = page(() => import('../customers/CustomersPage.tsx'));
const customer = page(() => import('../customers/CustomerPage.tsx'));
const customerImport = page(() => import('../customers/CustomerImportPage.tsx'));
const people = page(() => import('../people/PeoplePage.tsx'));
const person = page(() => import('../people/PersonPage.tsx'));
const staffImport = page(() => import('../people/StaffImportPage.tsx'));
const outbox = page(() => import('../outbox/OutboxPage.tsx'));
const mail = page(() => import('../mail-journal/MailJournalPage.tsx'));
const mailBlocks = page(() => import('../mail-journal/MailBlocksPage.tsx'));
const webhooks = page(() => import('../webhooks/WebhooksPage.tsx'));
const webhook = page(() => import('../webhooks/WebhookPage.tsx'));
const settings = page(() => import('../settings/SettingsPage.tsx'));
const mailAccount = page(() => import('../mailboxes/MailAccountPage.tsx'));
const firstSteps = page(() => import('../first-steps/FirstStepsPage.tsx'));
const account = page(() => import('../account/AccountPage.tsx'));

/** Every address of the console. */
export function AppRoutes() {
  return (
    <Routes>
      <Route path="/login" element={signIn} />
      <Route path="/login/provider" element={providerReturn} />
      <Route path="/setup" element={setup} />
      <Route path="/reset/:token" element={reset} />
      <Route element={<Shell />}>
        <Route index element={<Navigate to="/inbox" replace />} />
        <Route path="/inbox/:view?/:number?" element={inbox} />
        <Route path="/tickets/:number" element={ticket} />
        <Route path="/tickets/:number/print" element={caseSheet} />
        <Route path="/views/new" element={viewEditor} />
        <Route path="/views/:id" element={viewEditor} />
        <Route path="/search/:number?" element={search} />
        <Route path="/new" element={newTicket} />
        <Route path="/phone-note" element={phoneNote} />
        <Route path="/board/:team?" element={board} />
        <Route path="/notifications" element={notifications} />
        <Route path="/duties" element={duties} />
        <Route path="/instructions" element={instructions} />
        <Route path="/instructions/:number" element={instruction} />
        <Route path="/instructions/:number/print" element={instructionSheet} />
        <Route path="/internal-complaints" element={internalComplaints} />
        <Route path="/figures" element={figures} />
        <Route path="/figures/kept" element={kept} />
        <Route path="/wallboard/:team?" element={wallboard} />
        <Route path="/customers" element={customers} />
        <Route path="/customers/import" element={customerImport} />
        <Route path="/customers/:id" element={customer} />
        <Route path="/people/import" element={staffImport} />
        <Route path="/people/:tab?" element={people} />
        <Route path="/people/staff/:id" element={person} />
        <Route path="/outbox" element={outbox} />
        <Route path="/mail" element={mail} />
        <Route path="/mail/blocks" element={mailBlocks} />
        <Route path="/webhooks" element={webhooks} />
        <Route path="/webhooks/:id" element={webhook} />
        <Route path="/settings/:section?" element={settings} />
        <Route path="/mail-account" element={mailAccount} />
        <Route path="/first-steps" element={firstSteps} />
        <Route path="/account/:tab?" element={account} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
