import type { Metric } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { Change } from './Change.tsx';
import type { Tile } from './metrics.ts';
import type { Figures } from './queries.ts';
import { useFigureWords } from './use-words.ts';

interface FigureTileProps {
  tile: Tile;
  figures: ReadonlyMap<Metric, Figures['items'][number]>;
  chosen: Metric;
  onChoose: (metric: Metric) => void;
}

/** One key figure with its change, and beside it those of the same matter. Choosing one shows it below. */
export function FigureTile({ tile, figures, chosen, onChoose }: FigureTileProps) {
  const { t } = useTranslation();
  const words = useFigureWords();
  const figure = figures.get(tile.metric);
  if (!figure) return null;
  return (
    <li className={chosen === tile.metric ? 'figure-tile chosen' : 'figure-tile'}>
      <button
        type="button"
        className="figure-main"
        aria-pressed={chosen === tile.metric}
        onClick={() => onChoose(tile.metric)}
      >
        <span className="figure-name">{t(`metric.${tile.metric}`)}</span>
        <span className="figure-value num">{words.value(tile.metric, figure.value)}</span>
        <Change metric={tile.metric} value={figure.value} before={figure.before} />
      </button>
      {tile.beside.map((metric) => (
        <button
          key={metric}
          type="button"
          className="figure-beside"
          aria-pressed={chosen === metric}
          onClick={() => onChoose(metric)}
        >
          <span className="cut">{t(`metric_short.${metric}`)}</span>
          <span className="num">{words.value(metric, figures.get(metric)?.value ?? null)}</span>
        </button>
      ))}
    </li>
  );
}
