import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { words } from '../words.js';

const longestSide = 1_280;
const quality = 0.82;

/** A photo that is to go with a cord: made small here, so that neither its place nor its time leaves the phone. */
export function PhotoField({ photo, onChoose }: { photo: Blob | null; onChoose: (photo: Blob | null) => void }) {
  const [trouble, setTrouble] = useState(false);
  const id = useId();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const small = await madeSmall(file).catch(() => null);
    setTrouble(small === null);
    onChoose(small);
  };
  return (
    <div class="photo-field">
      <label for={id}>{words.cord.photo}</label>
      <input
        id={id}
        type="file"
        accept="image/*"
        onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
      />
      <p class="soft">{words.cord.photoLead}</p>
      {trouble && <p role="alert">{words.cord.noPhoto}</p>}
      {photo && (
        <div class="photo-chosen">
          <Preview photo={photo} />
          <button type="button" onClick={() => onChoose(null)}>
            {words.cord.removePhoto}
          </button>
        </div>
      )}
    </div>
  );
}

function Preview({ photo }: { photo: Blob }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    void createImageBitmap(photo).then((picture) => draw(canvas.current, picture));
  }, [photo]);
  return <canvas ref={canvas} class="photo" role="img" aria-label={words.cord.chosenPhoto} />;
}

/** The picture as a JPEG whose longer side has 1 280 pixels at most, turned as it was held. */
async function madeSmall(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const canvas = document.createElement('canvas');
  draw(canvas, picture);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}

function draw(canvas: HTMLCanvasElement | null, picture: ImageBitmap): void {
  if (!canvas) return;
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
}
