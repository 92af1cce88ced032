import { useEntries, useNames } from './config.ts';
import { Picker, type PickerProps } from './Picker.tsx';

/** One of the category tree, by its whole path. */
export function CategoryPicker(props: PickerProps) {
  const categories = useEntries('categories');
  const names = useNames();
  const options = categories
    .map((category) => ({ value: category.key, label: names.category(category.key) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return <Picker {...props} options={options} />;
}
