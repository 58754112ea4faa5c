import type { AlertSummary, NoticeList, UnitAgreements } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { termsInWords } from '../agreements/terms-words.js';
import { useLoaded } from '../data/loaded.js';
import { unitName } from '../data/organisation.js';
import { Choice } from '../unit/choice.js';
import { viewer } from '../viewer.js';
import { words } from '../words.js';

interface Props {
  alert: AlertSummary;
  kind: 'notice' | 'agreement';
  chosen: string;
  onChoose: (id: string) => void;
}

/** Which of the notices that one's unit has declared, or of the agreements that it has proposed, is the answer. */
export function AnswerOf({ kind, ...props }: Props) {
  return kind === 'notice' ? <NoticeChoice {...props} /> : <ProposalChoice {...props} />;
}

function NoticeChoice({ alert, chosen, onChoose }: Omit<Props, 'kind'>) {
  const list = useLoaded<NoticeList>(
    `/api/notices?unit=${encodeURIComponent(alert.unit)}`,
    (change) => change.kind === 'notice',
  );
  const onTheWay = new Set(alert.path.map(({ unit }) => unit));
  const own = (list.value?.notices ?? [])
    .map(({ notice }) => notice)
    .filter(({ byUnit, unit }) => byUnit === viewer.value?.unit && onTheWay.has(unit));
  const options = own.map(({ id, title, unit }) => [id, `${title} · ${unitName(unit)}`] as const);
  return <OneOf kind="notice" unit={alert.unit} options={options} chosen={chosen} onChoose={onChoose} />;
}

/** A unit proposes to the one directly below it on the way, or for itself. */
function ProposalChoice({ alert, chosen, onChoose }: Omit<Props, 'kind'>) {
  const own = viewer.value?.unit ?? '';
  const at = alert.path.findIndex(({ unit }) => unit === own);
  const below = alert.path[Math.max(0, at - 1)]?.unit ?? own;
  const list = useLoaded<UnitAgreements>(
    `/api/units/${encodeURIComponent(below)}/agreements`,
    (change) => change.kind === 'agreement',
  );
  const proposals = (list.value?.proposals ?? []).filter(({ proposed }) => proposed.unit === own);
  const options = proposals.map(
    ({ id, terms }) =>
      [
        id,
        termsInWords(terms, (indicator) =>
          indicator === alert.indicator ? (alert.indicatorName ?? indicator) : indicator,
        ),
      ] as const,
  );
  return <OneOf kind="agreement" unit={below} options={options} chosen={chosen} onChoose={onChoose} />;
}

interface OneOfProps extends Omit<Props, 'alert'> {
  unit: string;
  options: readonly (readonly [string, string])[];
}

function OneOf({ kind, unit, options, chosen, onChoose }: OneOfProps) {
  const page = kind === 'notice' ? 'calendar' : 'agreements';
  return (
    <div>
      {options.length === 0 ? (
        <p class="soft">{words.acts.noneYet[kind]}</p>
      ) : (
        <Choice
          label={words.acts.which[kind]}
          value={chosen}
          options={[['', words.acts.choose], ...options]}
          onChoose={onChoose}
        />
      )}
      <p>
        <a href={addressOf({ page, id: unit })}>{words.acts.makeOne[kind]}</a>
      </p>
    </div>
  );
}
