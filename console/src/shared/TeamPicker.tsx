import { useQuery } from '@tanstack/react-query';
import { useLocalText } from './local-text.ts';
import { Picker, type PickerProps } from './Picker.tsx';
import { teamsQuery } from './staff.ts';

/** One of the active teams. */
export function TeamPicker(props: PickerProps) {
  const teams = useQuery(teamsQuery);
  const local = useLocalText();
  const options = (teams.data ?? []).map((team) => ({ value: team.id, label: local(team.name) }));
  return <Picker {...props} options={options} />;
}
