import type { Sensitivity } from '#libs/contracts';
import { words } from '../words.js';

const sensitivities: readonly Sensitivity[] = ['calm', 'normal', 'sensitive'];

interface Props {
  chosen: Sensitivity;
  /** The indicator's own; null while it is not known. */
  own: Sensitivity | null;
  onChoose: (sensitivity: Sensitivity) => void;
}

/** The three sensitivities, one of which is tried. */
export function SensitivityChooser({ chosen, own, onChoose }: Props) {
  return (
    <fieldset class="choice">
      <legend>{words.trying.sensitivity}</legend>
      {sensitivities.map((one) => (
        <label key={one}>
          <input type="radio" name="sensitivity" checked={chosen === one} onChange={() => onChoose(one)} />
          <span>
            {words.trying.sensitivities[one]}
            {own === one && <small class="soft">{words.trying.own}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
