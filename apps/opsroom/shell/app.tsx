import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Trees } from '#libs/contracts';
import { endedFor, me } from '../account/me.js';
import { NoMandate } from '../account/no-mandate.js';
import { SignInPage } from '../account/sign-in-page.js';
import { WelcomePage } from '../account/welcome-page.js';
import { addressOf, type Route, shownAt } from '../addresses.js';
import { now } from '../clock.js';
import { AgreementsPage } from '../agreements/agreements-page.js';
import { AlertPage } from '../alert/alert-page.js';
import { CalendarPage } from '../calendar/calendar-page.js';
import { ComparisonPage } from '../comparison/comparison-page.js';
import { type Trouble, troubleOf } from '../data/answer.js';
import { shownFrom, useLoaded } from '../data/loaded.js';
import { liveness } from '../data/stream.js';
import { organisation, unitName } from '../data/organisation.js';
import { formatInstant } from '../format/instants.js';
import { ImportPage } from '../import/import-page.js';
import { KeptList } from '../kept/kept-list.js';
import { InboxPage } from '../inbox/inbox-page.js';
import { route } from '../route.js';
import { ConfirmPage } from '../settings/confirm-page.js';
import { SettingsPage } from '../settings/settings-page.js';
import { TreePanel } from '../tree/tree-panel.js';
import { PeoplePage } from '../people/people-page.js';
import { TryPage } from '../try/try-page.js';
import { UnitPage } from '../unit/unit-page.js';
import { forget, viewer } from '../viewer.js';
import type { Viewer } from '../viewer-book.js';
import { words } from '../words.js';
import { useArrival, useTitle } from './arrival.js';
import { Credits } from './credits.js';
import { Header } from './header.js';
import { pageTitle } from './page-title.js';
import { Languages } from './languages.js';
import { TroubleNote } from './notice.js';
import { ReplayBar } from './replay-bar.js';
import { WhoForm } from './who-form.js';

/** The whole page: who is looking decides what is shown first, the address what is shown now. */
export function App() {
  const trees = useLoaded<Trees>(treesPath(), (change) => change.kind === 'organisation' || change.kind === 'alert');
  const menu = useSignal(false);
  useEffect(() => {
    if (trees.value) organisation.value = trees.value;
  }, [trees.value]);
  useEffect(() => {
    if (trees.trouble?.code === 'viewer-unit-unknown' && viewer.value) forget(viewer.value);
  }, [trees.trouble]);
  useEffect(() => {
    if (me.value?.access === 'accounts' && !viewer.value) organisation.value = null;
  }, [me.value, viewer.value]);
  const address = route.value;
  const who = viewer.value;
  useTitle(pageTitle(address, who, me.value));
  useArrival(address, () => (menu.value = false));

  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {words.skip}
      </a>
      <Header menu={menu} />
      <ReplayBar />
      <div class={`layout ${menu.value ? 'is-menu-open' : ''}`}>
        {who && <TreePanel menu={menu} current={currentUnit(address, who)} />}
        <main id="main" tabIndex={-1}>
          <Away trouble={trees.trouble} again={trees.again} />
          <Ended />
          {address.page === 'elsewhere' && address.id === 'anew' && <Anew />}
          <KeptList />
          {address.page === 'welcome' ? (
            <WelcomePage key={address.id} link={address.id} />
          ) : address.page === 'confirm' ? (
            <ConfirmPage key={address.id} link={address.id} />
          ) : address.page === 'settings' && me.value?.person ? (
            <SettingsPage key={me.value.person.id} person={me.value.person} />
          ) : who ? (
            <Page address={shownAt(address, who)} who={who} />
          ) : (
            <Nobody known={trees.value !== null} />
          )}
          {me.value === null && !who && !trees.trouble && <p class="loading">{words.loading}</p>}
          {address.page !== 'compare' && !(address.page === 'home' && who?.use === 'council') && <Credits />}
          <Languages />
        </main>
      </div>
    </>
  );
}

/** Nothing is read before it is known who may read it. */
function treesPath(): string | null {
  return viewer.value || me.value?.access === 'open' ? '/api/units' : null;
}

/** What is shown while nobody looks: the way in, where people sign in; elsewhere the question who it is. */
function Nobody({ known }: { known: boolean }) {
  if (me.value?.access === 'accounts') {
    const { person, demo, elsewhere } = me.value;
    return person ? <NoMandate name={person.name} /> : <SignInPage demo={demo} elsewhere={elsewhere} />;
  }
  return known ? <WhoForm first onDone={() => undefined} /> : null;
}

/** That a mandate has ended while the page was open. */
function Ended() {
  const unit = endedFor.value;
  if (unit === null) return null;
  return (
    <div class="trouble" role="alert">
      <p>{words.account.ended(unitName(unit))}</p>
      <button type="button" onClick={() => (endedFor.value = null)}>
        {words.menu.close}
      </button>
    </div>
  );
}

/** That somebody had used one's account before one came in by another server, and holds nothing of it any more. */
function Anew() {
  const known = me.value;
  if (!known?.person || known.elsewhere === null) return null;
  return (
    <div class="trouble" role="alert">
      <p>{words.account.anew(known.elsewhere)}</p>
      <a href={addressOf({ page: 'settings' })}>{words.account.toSettings}</a>
    </div>
  );
}

/** That nobody answers, or that an answer is slow, said once for the whole page; what was shown before stays below it. */
function Away({ trouble, again }: { trouble: Trouble | null; again: () => void }) {
  const from = shownFrom.value;
  const said = trouble ?? (liveness.value === 'away' ? troubleOf(0, null, words.trouble.away) : null);
  return (
    <>
      {said && <TroubleNote trouble={said} again={again} />}
      {from !== null && (
        <p class="soft">{words.trouble.shownFrom(formatInstant(new Date(from).toISOString(), now.value))}</p>
      )}
    </>
  );
}

function Page({ address, who }: { address: Route; who: Viewer }) {
  switch (address.page) {
    case 'unit':
      return <UnitPage key={address.id} id={address.id} />;
    case 'alert':
      return <AlertPage key={address.id} id={address.id} />;
    case 'try':
      return <TryPage key={address.id} id={address.id} />;
    case 'calendar':
      return <CalendarPage key={`${address.id} ${who.unit}`} id={address.id} />;
    case 'people':
      return <PeoplePage key={`${address.id} ${who.unit}`} id={address.id} />;
    case 'import':
      return <ImportPage key={`${address.id} ${who.unit}`} id={address.id} />;
    case 'agreements':
      return <AgreementsPage key={`${address.id} ${who.unit}`} id={address.id} />;
    case 'compare':
      return <ComparisonPage key={address.id} id={address.id} quarter={address.quarter} />;
    case 'inbox':
    case 'settings':
    case 'welcome':
    case 'confirm':
    case 'elsewhere':
    case 'home':
      return <InboxPage key={who.unit} unit={who.unit} />;
  }
}

function currentUnit(address: Route, who: Viewer): string | null {
  if (
    address.page === 'unit' ||
    address.page === 'import' ||
    address.page === 'compare' ||
    address.page === 'agreements' ||
    address.page === 'calendar' ||
    address.page === 'people'
  )
    return address.id;
  return address.page === 'home' ? who.unit : null;
}

function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
